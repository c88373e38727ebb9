import { nodeHost } from '@subnet-scoring/adapters/node';
import type { EventLog } from '@subnet-scoring/adapters/ports';
import {
  isOwnLog,
  type PulledObservations,
  type PullObservationsOptions,
  pullObservations,
} from '@subnet-scoring/adapters/round';
import { sr25519Verifier } from '@subnet-scoring/adapters/signatures';
import type { EpochNumber } from '@subnet-scoring/core';
import type { Context } from '../context.js';
import { plural } from '../output/plural.js';
import { problemJson, problemText } from '../view/consensus-text.js';
import { orThrow } from './failures.js';
import { orRoundThrow } from './round-failures.js';

/** Takes in what other validators published of their observations; says a line of each who published something. */
export const pullBundles = async (
  context: Context,
  log: EventLog,
  options: Omit<PullObservationsOptions, 'host' | 'verify'>,
): Promise<readonly PulledObservations[]> => {
  const pulled: PulledObservations[] = [];
  if (orThrow(await isOwnLog(log, options.epoch, nodeHost))) {
    const why = 'the rules in force believe every observer of the log (observers "any"), so nobody else is let into it';
    await context.warn(`notice: epoch ${options.epoch}: ${why}`);
  }
  for await (const step of pullObservations(log, { ...options, host: nodeHost, verify: sr25519Verifier() })) {
    const bundle = orRoundThrow(step);
    const { hotkey, taken, known, uncovered, problem } = bundle;
    pulled.push(bundle);
    const what = problem === undefined ? `${plural(taken, 'new line')}, ${known} known` : problemText(problem);
    const line = `bundle  ${hotkey}, ${what}`;
    await (problem?.kind === 'refused' ? context.warn(line) : context.note(line));
    if (uncovered > 0) {
      await context.warn(`${hotkey} has ${plural(uncovered, 'fact')} that its list does not cover: it has no vote`);
    }
  }
  return pulled;
};

/** What came of it, in one line. */
export const bundlesLine = (epoch: EpochNumber, pulled: readonly PulledObservations[]): string => {
  const taken = pulled.reduce((sum, item) => sum + item.taken, 0);
  const heard = pulled.filter(({ problem }) => problem === undefined).length;
  return `epoch ${epoch}  ${plural(taken, 'new line')} of ${heard} of ${plural(pulled.length, 'other validator')}`;
};

/** What was pulled, for --json. */
export const pulledJson = (pulled: readonly PulledObservations[]): object[] =>
  pulled.map(({ hotkey, taken, known, uncovered, problem }) => ({
    hotkey,
    taken,
    known,
    uncovered,
    ...(problem === undefined ? {} : { problem: problemJson(problem) }),
  }));
