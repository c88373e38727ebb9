import { nodeHost } from '@subnet-scoring/adapters/node';
import { type Evaluated, evaluateEpoch } from '@subnet-scoring/adapters/operations';
import type { EventLog } from '@subnet-scoring/adapters/ports';
import type { EpochNumber } from '@subnet-scoring/core';
import { fail } from '../cli-error.js';
import { epochsIn } from './epochs.js';
import { failureError, orThrow } from './failures.js';
import { assertSound, epochsOf } from './open-log.js';

const emptyLog = (): Error => {
  const help = 'append facts: subnet-cli log append FILE';
  return fail({ exit: 125, code: 'CANNOT_JUDGE', message: 'the log has no epochs', help });
};

/** What one epoch of a log comes to, sealed or as it stands; without a number the last. */
export const evaluatedEpoch = async (log: EventLog, epoch: EpochNumber | undefined): Promise<Evaluated> => {
  const there = await epochsOf(log);
  const named = epoch ?? there[there.length - 1];
  if (named === undefined) throw emptyLog();
  epochsIn({ first: named, last: named }, there, 'epochs in the log');
  if ((await log.openEpochs()).some((open) => open.epoch === named)) await assertSound(log);
  return orThrow(await evaluateEpoch(log, named, nodeHost));
};

/** Ends the command where an epoch has no result, with what is missing. A sealed one takes no more facts. */
export const assertJudged = ({ kind, result: { epoch, status, missing } }: Evaluated): void => {
  if (status === 'judged') return;
  const { problem } = failureError({ kind: 'cannotJudge', epoch, missing });
  throw fail(kind === 'sealed' ? { ...problem, help: 'it is sealed so for good: nobody is scored in it' } : problem);
};
