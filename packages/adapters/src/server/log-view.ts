import type { EpochNumber, EpochOpened, Host } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { type Evaluated, evaluateEpoch } from '../operations/index.js';
import type { EventLog } from '../ports.js';
import { type Explanation, explainMiner } from './explain-miner.js';
import { type Head, lastOpened, readHead, type Snapshot } from './head.js';
import type { ServerLimits } from './limits.js';
import { newMemo } from './memo.js';
import { oneAtATime } from './one-at-a-time.js';
import { type Problem, problem } from './problem.js';

/** Opens the log as it is now, hands it over and closes it: others write to it meanwhile. */
export type ReadLog = <A>(use: (log: EventLog) => Promise<A>) => Promise<A>;

/** Questions to a log that is read anew from time to time. A log that cannot be read rejects. */
export interface LogView {
  readonly head: () => Promise<Head>;
  /** The EpochOpened of an epoch, or of the last one that has one. */
  readonly opened: (epoch: EpochNumber | 'latest') => Promise<E.Either<Problem, EpochOpened>>;
  /** What a sealed epoch comes to when it is replayed. */
  readonly result: (epoch: EpochNumber) => Promise<E.Either<Problem, Evaluated>>;
  readonly explanation: (epoch: EpochNumber, miner: string) => Promise<E.Either<Problem, Explanation>>;
}

const RESULTS_MAX = 32;
const EPOCHS_MAX = 256;
const SNAPSHOTS_MAX = 4;
const FOR_EVER = Number.POSITIVE_INFINITY;
const HEAD = 'head';

const replay = async (log: EventLog, epoch: EpochNumber, host: Host): Promise<Evaluated> => {
  const evaluated = await evaluateEpoch(log, epoch, host);
  if (E.isLeft(evaluated)) throw new Error(`epoch ${epoch} cannot be replayed: ${evaluated.left.kind}`);
  const { right } = evaluated;
  if (right.kind === 'sealed' && right.differences.length > 0) {
    throw new Error(`the seal of epoch ${epoch} is not confirmed: see subnet-cli replay`);
  }
  return right;
};

/** A view that reads the log again after `refreshMs`, and replays a sealed epoch once. */
export const logView = (
  read: ReadLog,
  host: Host,
  { refreshMs, waiting }: Pick<ServerLimits, 'refreshMs' | 'waiting'>,
  now: () => number,
): LogView => {
  const heads = newMemo<Head>(1, refreshMs, now);
  const snapshots = newMemo<Snapshot | undefined>(SNAPSHOTS_MAX, FOR_EVER, now);
  const openOnes = newMemo<E.Either<Problem, EpochOpened>>(EPOCHS_MAX, refreshMs, now);
  const sealedOnes = newMemo<E.Either<Problem, EpochOpened>>(EPOCHS_MAX, FOR_EVER, now);
  const results = newMemo<Evaluated>(RESULTS_MAX, FOR_EVER, now);
  const queue = oneAtATime(waiting);
  const head = (): Promise<Head> => heads.get(HEAD, () => read((log) => readHead(log, host, snapshots)));

  const opened: LogView['opened'] = async (epoch) => {
    const { sealed, open } = await head();
    const epochs = epoch === 'latest' ? [...sealed, ...open] : [epoch];
    const isSealed = epoch !== 'latest' && sealed.includes(epoch);
    if (epoch !== 'latest' && !isSealed && !open.includes(epoch)) return E.left(problem('unknown-epoch'));
    return (isSealed ? sealedOnes : openOnes).get(`${epoch}`, () => read((log) => lastOpened(log, epochs, host)));
  };

  const result: LogView['result'] = async (epoch) => {
    const { sealed, open } = await head();
    if (open.includes(epoch)) return E.left(problem('not-sealed'));
    if (!sealed.includes(epoch)) return E.left(problem('unknown-epoch'));
    const evaluated = results.get(`${epoch}`, () => queue(() => read((log) => replay(log, epoch, host))));
    return evaluated === undefined ? E.left(problem('busy', undefined, 1)) : E.right(await evaluated);
  };

  return {
    head,
    opened,
    result,
    explanation: async (epoch, miner) => {
      const evaluated = await result(epoch);
      if (E.isLeft(evaluated)) return evaluated;
      return read((log) => explainMiner(log, evaluated.right, miner, host));
    },
  };
};
