import type { EpochNumber, EpochOpened, Host } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { type Evaluated, evaluateEpoch } from '../operations/index.js';
import type { EventLog } from '../ports.js';
import { resultAnswer } from './answers.js';
import { type Explanation, explainMiner, minerOf } from './explain-miner.js';
import { type Head, readHead, type Snapshot } from './head.js';
import type { ServerLimits } from './limits.js';
import { newMemo } from './memo.js';
import { oneAtATime } from './one-at-a-time.js';
import { lastOpened, reachedBlock } from './opened.js';
import { type Problem, problem } from './problem.js';

/** Opens the log as it is now, hands it over and closes it: others write to it meanwhile. Rejects when it cannot be read. */
export type ReadLog = <A>(use: (log: EventLog) => Promise<A>) => Promise<A>;

/** What a view is made with. */
export interface ViewOptions {
  readonly readLog: ReadLog;
  readonly host: Host;
  readonly limits: Pick<ServerLimits, 'refreshMs' | 'waiting'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Hears why the log could not be read, which callers are not told. */
  readonly onMistake: (error: Error) => void;
}

/** Questions to a log that is read anew from time to time. Each may answer that the log cannot be read. */
export interface LogView {
  readonly head: () => Promise<E.Either<Problem, Head>>;
  /** The EpochOpened of an epoch, or of the last one that has one. */
  readonly opened: (epoch: EpochNumber | 'latest') => Promise<E.Either<Problem, EpochOpened>>;
  /** The newest block that the log shows the chain to have reached, by the facts of an epoch or the newest snapshot. */
  readonly reached: (epoch: EpochNumber) => Promise<E.Either<Problem, number>>;
  /** What a sealed epoch comes to when it is replayed, as it is answered. */
  readonly result: (epoch: EpochNumber) => Promise<E.Either<Problem, object>>;
  readonly explanation: (epoch: EpochNumber, miner: string) => Promise<E.Either<Problem, Explanation>>;
}

const EPOCHS_MAX = 256;
/** Answers are small, explanations hold the facts of a miner, and replays those of an epoch. */
const ANSWERS_MAX = 256;
const EXPLANATIONS_MAX = 32;
const REPLAYS_MAX = 4;
const SNAPSHOTS_MAX = 4;
const HEAD = 'head';
const BUSY = problem('busy', undefined, 1);

type Found<A> = E.Either<Problem, A>;

const replay = async (log: EventLog, epoch: EpochNumber, host: Host): Promise<Evaluated> => {
  const evaluated = await evaluateEpoch(log, epoch, host);
  if (E.isLeft(evaluated)) throw new Error(`epoch ${epoch} cannot be replayed: ${evaluated.left.kind}`);
  const { right } = evaluated;
  if (right.kind === 'sealed' && right.differences.length > 0) {
    throw new Error(`the seal of epoch ${epoch} is not confirmed: see subnet-cli replay`);
  }
  return right;
};

/**
 * A view that reads the log again after `refreshMs`. Of a sealed epoch it keeps what it found; what is much work is done
 * one after the other.
 */
export const logView = ({ readLog, host, limits: { refreshMs, waiting }, now, onMistake }: ViewOptions): LogView => {
  const forAWhile = (): number => refreshMs;
  const whatIsSealed = (found: Found<unknown>): number => (E.isRight(found) ? Number.POSITIVE_INFINITY : refreshMs);
  const heads = newMemo<Found<Head>>(1, forAWhile, now);
  const snapshots = newMemo<Snapshot | undefined>(SNAPSHOTS_MAX, () => Number.POSITIVE_INFINITY, now);
  const openOnes = newMemo<Found<EpochOpened>>(EPOCHS_MAX, forAWhile, now);
  const sealedOnes = newMemo<Found<EpochOpened>>(EPOCHS_MAX, whatIsSealed, now);
  const blocks = newMemo<Found<number>>(EPOCHS_MAX, forAWhile, now);
  const replays = newMemo<Found<Evaluated>>(REPLAYS_MAX, whatIsSealed, now);
  const answers = newMemo<Found<object>>(ANSWERS_MAX, whatIsSealed, now);
  const explanations = newMemo<Found<Explanation>>(EXPLANATIONS_MAX, whatIsSealed, now);
  const queue = oneAtATime(waiting);

  const read = async <A>(use: (log: EventLog) => Promise<Found<A>>): Promise<Found<A>> => {
    try {
      return await readLog(use);
    } catch (error) {
      onMistake(error instanceof Error ? error : new Error(String(error)));
      return E.left(problem('log-unreadable'));
    }
  };
  const head = () => heads.get(HEAD, () => read(async (log) => E.right(await readHead(log, host, snapshots))));

  /** Whether an epoch is sealed or open. */
  const stateOf = async (epoch: EpochNumber): Promise<Found<'sealed' | 'open'>> => {
    const found = await head();
    if (E.isLeft(found)) return found;
    if (found.right.sealed.includes(epoch)) return E.right('sealed');
    return found.right.open.includes(epoch) ? E.right('open') : E.left(problem('unknown-epoch'));
  };

  /** Undefined when too many are waiting. */
  const replayed = (epoch: EpochNumber) =>
    replays.get(`${epoch}`, () => queue(() => read(async (log) => E.right(await replay(log, epoch, host)))));

  const explained = async (found: Found<Evaluated>, miner: string): Promise<Found<Explanation>> => {
    if (E.isLeft(found)) return found;
    const hotkey = minerOf(found.right, miner);
    if (E.isLeft(hotkey)) return hotkey;
    const explain = () => read(async (log) => E.right(await explainMiner(log, found.right, hotkey.right, host)));
    const key = `${found.right.result.epoch} ${hotkey.right}`;
    return explanations.get(key, () => queue(explain)) ?? E.left(BUSY);
  };

  const whenSealed = async <A>(epoch: EpochNumber, use: () => Promise<Found<A>> | undefined): Promise<Found<A>> => {
    const state = await stateOf(epoch);
    if (E.isLeft(state)) return state;
    if (state.right === 'open') return E.left(problem('not-sealed'));
    return use() ?? E.left(BUSY);
  };

  return {
    head,
    opened: async (epoch) => {
      if (epoch === 'latest') {
        const found = await head();
        if (E.isLeft(found)) return found;
        const { sealed, open } = found.right;
        return openOnes.get(epoch, () => read((log) => lastOpened(log, [...sealed, ...open], host)));
      }
      const state = await stateOf(epoch);
      if (E.isLeft(state)) return state;
      const known = state.right === 'sealed' ? sealedOnes : openOnes;
      return known.get(`${epoch}`, () => read((log) => lastOpened(log, [epoch], host)));
    },
    reached: async (epoch) => {
      const found = await head();
      if (E.isLeft(found)) return found;
      const ask = () => read(async (log) => E.right(await reachedBlock(log, epoch, host)));
      const own = await blocks.get(`${epoch}`, ask);
      return E.isLeft(own) ? own : E.right(Math.max(own.right, found.right.snapshot?.block ?? 0));
    },
    result: (epoch) =>
      whenSealed(epoch, () => answers.get(`${epoch}`, () => replayed(epoch)?.then(E.map(resultAnswer)))),
    explanation: (epoch, miner) => whenSealed(epoch, () => replayed(epoch)?.then((found) => explained(found, miner))),
  };
};
