import type { Account, EpochNumber, EpochOpened, Host, MetagraphSnapshotTaken } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { type Evaluated, evaluateEpoch, factsOfType } from '../operations/index.js';
import type { EventLog } from '../ports.js';
import { type Explanation, explainMiner } from './explain-miner.js';
import type { ServerLimits } from './limits.js';
import { newMemo } from './memo.js';
import { oneAtATime } from './one-at-a-time.js';
import { type Problem, problem } from './problem.js';

/** Opens the log as it is now, hands it over and closes it: others write to it meanwhile. */
export type ReadLog = <A>(use: (log: EventLog) => Promise<A>) => Promise<A>;

type Neuron = MetagraphSnapshotTaken['data']['neurons'][number];

/** What a log holds, and who is registered. */
export interface Head {
  readonly sealed: readonly EpochNumber[];
  readonly open: readonly EpochNumber[];
  /** The newest snapshot; undefined when there is none. */
  readonly snapshot: { readonly block: number; readonly byHotkey: ReadonlyMap<Account, Neuron> } | undefined;
}

/** Questions to a log that is read anew from time to time. */
export interface LogView {
  readonly head: () => Promise<Head>;
  /** The EpochOpened of an epoch, or of the last one that has one. */
  readonly opened: (epoch: EpochNumber | 'latest') => Promise<E.Either<Problem, EpochOpened>>;
  readonly result: (epoch: EpochNumber) => Promise<E.Either<Problem, Evaluated>>;
  readonly explanation: (epoch: EpochNumber, miner: string) => Promise<E.Either<Problem, Explanation>>;
}

const RESULTS_MAX = 32;
const EPOCHS_MAX = 256;
const HEAD = 'head';
/** Facts of neighbouring epochs overlap in time, so the newest snapshot may be in the last epoch but one. */
const EPOCHS_WITH_SNAPSHOTS = 2;

const factsIn = async <T extends 'EpochOpened' | 'MetagraphSnapshotTaken'>(
  log: EventLog,
  epoch: EpochNumber,
  type: T,
  host: Host,
) => {
  const facts = await factsOfType(log, epoch, type, host);
  if (E.isLeft(facts)) throw new Error(`epoch ${epoch} of the log cannot be read: ${facts.left.kind}`);
  return facts.right;
};

const newestSnapshot = async (log: EventLog, epochs: readonly EpochNumber[], host: Host): Promise<Head['snapshot']> => {
  let newest: MetagraphSnapshotTaken | undefined;
  let found = 0;
  for (const epoch of [...epochs].reverse()) {
    const snapshots = await factsIn(log, epoch, 'MetagraphSnapshotTaken', host);
    for (const snapshot of snapshots) if (newest === undefined || snapshot.block > newest.block) newest = snapshot;
    if (snapshots.length > 0) found += 1;
    if (found === EPOCHS_WITH_SNAPSHOTS) break;
  }
  if (newest === undefined) return undefined;
  return { block: newest.block, byHotkey: new Map(newest.data.neurons.map((neuron) => [neuron.hotkey, neuron])) };
};

const readHead = async (log: EventLog, host: Host): Promise<Head> => {
  const sealed = (await log.seals()).map(({ epoch }) => epoch);
  const open = (await log.openEpochs()).map(({ epoch }) => epoch);
  return { sealed, open, snapshot: await newestSnapshot(log, [...sealed, ...open], host) };
};

const openedOf = (facts: readonly EpochOpened[], epoch: EpochNumber | 'latest'): E.Either<Problem, EpochOpened> => {
  const [first, ...others] = facts;
  if (first === undefined) return E.left(problem('unknown-epoch', `no epoch ${epoch} was opened`));
  const text = JSON.stringify(first.data);
  const isOne = others.every(({ data }) => JSON.stringify(data) === text);
  return isOne ? E.right(first) : E.left(problem('contradicting-epoch'));
};

/** A view that reads the log again after `refreshMs`, and replays a sealed epoch once. */
export const logView = (
  read: ReadLog,
  host: Host,
  { refreshMs, waiting }: Pick<ServerLimits, 'refreshMs' | 'waiting'>,
  now: () => number,
): LogView => {
  const heads = newMemo<Head>(1, refreshMs, now);
  const openings = newMemo<E.Either<Problem, EpochOpened>>(EPOCHS_MAX, refreshMs, now);
  const results = newMemo<Evaluated>(RESULTS_MAX, Number.POSITIVE_INFINITY, now);
  const queue = oneAtATime(waiting);
  const head = (): Promise<Head> => heads.get(HEAD, () => read((log) => readHead(log, host)));

  const latest = async (log: EventLog): Promise<E.Either<Problem, EpochOpened>> => {
    const { sealed, open } = await head();
    for (const epoch of [...sealed, ...open].reverse()) {
      const facts = await factsIn(log, epoch, 'EpochOpened', host);
      if (facts.length > 0) return openedOf(facts, epoch);
    }
    return openedOf([], 'latest');
  };

  const evaluate = async (log: EventLog, epoch: EpochNumber): Promise<Evaluated> => {
    const evaluated = await evaluateEpoch(log, epoch, host);
    if (E.isRight(evaluated)) return evaluated.right;
    throw new Error(`epoch ${epoch} cannot be replayed: ${evaluated.left.kind}`);
  };

  const result = async (epoch: EpochNumber): Promise<E.Either<Problem, Evaluated>> => {
    const { sealed, open } = await head();
    if (open.includes(epoch)) return E.left(problem('not-sealed'));
    if (!sealed.includes(epoch)) return E.left(problem('unknown-epoch'));
    const evaluated = results.get(`${epoch}`, () => queue(() => read((log) => evaluate(log, epoch))));
    return evaluated === undefined ? E.left(problem('busy', undefined, 1)) : E.right(await evaluated);
  };

  return {
    head,
    result,
    opened: async (epoch) => {
      const { sealed, open } = await head();
      if (epoch !== 'latest' && !sealed.includes(epoch) && !open.includes(epoch)) return openedOf([], epoch);
      return openings.get(`${epoch}`, () =>
        read(async (log) =>
          epoch === 'latest' ? latest(log) : openedOf(await factsIn(log, epoch, 'EpochOpened', host), epoch),
        ),
      );
    },
    explanation: async (epoch, miner) => {
      const evaluated = await result(epoch);
      if (E.isLeft(evaluated)) return evaluated;
      return read((log) => explainMiner(log, evaluated.right, miner, host));
    },
  };
};
