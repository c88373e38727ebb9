import type { Account, EpochNumber, EpochOpened, Host, MetagraphSnapshotTaken } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { factsOfType } from '../operations/index.js';
import type { EventLog } from '../ports.js';
import type { Memo } from './memo.js';
import { type Problem, problem } from './problem.js';

type Neuron = MetagraphSnapshotTaken['data']['neurons'][number];

/** Who is registered at a block. */
export interface Snapshot {
  readonly block: number;
  readonly byHotkey: ReadonlyMap<Account, Neuron>;
}

/** What a log holds, and who is registered. */
export interface Head {
  readonly sealed: readonly EpochNumber[];
  readonly open: readonly EpochNumber[];
  /** The newest snapshot; undefined when there is none. */
  readonly snapshot: Snapshot | undefined;
}

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

const newestIn = async (log: EventLog, epoch: EpochNumber, host: Host): Promise<Snapshot | undefined> => {
  let newest: MetagraphSnapshotTaken | undefined;
  for (const snapshot of await factsIn(log, epoch, 'MetagraphSnapshotTaken', host)) {
    if (newest === undefined || snapshot.block > newest.block) newest = snapshot;
  }
  if (newest === undefined) return undefined;
  return { block: newest.block, byHotkey: new Map(newest.data.neurons.map((neuron) => [neuron.hotkey, neuron])) };
};

/** Reads what a log holds. Of a sealed epoch the snapshot is remembered: a segment can be long, and never changes. */
export const readHead = async (log: EventLog, host: Host, ofSealed: Memo<Snapshot | undefined>): Promise<Head> => {
  const sealed = (await log.seals()).map(({ epoch }) => epoch);
  const open = (await log.openEpochs()).map(({ epoch }) => epoch);
  let snapshot: Snapshot | undefined;
  let found = 0;
  for (const epoch of [...sealed, ...open].reverse()) {
    const read = (): Promise<Snapshot | undefined> => newestIn(log, epoch, host);
    const own = await (sealed.includes(epoch) ? ofSealed.get(`${epoch}`, read) : read());
    if (own === undefined) continue;
    if (snapshot === undefined || own.block > snapshot.block) snapshot = own;
    found += 1;
    if (found === EPOCHS_WITH_SNAPSHOTS) break;
  }
  return { sealed, open, snapshot };
};

/** The EpochOpened of one of these epochs, the last that has one; two that differ in one epoch contradict each other. */
export const lastOpened = async (
  log: EventLog,
  epochs: readonly EpochNumber[],
  host: Host,
): Promise<E.Either<Problem, EpochOpened>> => {
  for (const epoch of [...epochs].reverse()) {
    const [first, ...others] = await factsIn(log, epoch, 'EpochOpened', host);
    if (first === undefined) continue;
    const text = JSON.stringify(first.data);
    const isOne = others.every(({ data }) => JSON.stringify(data) === text);
    return isOne ? E.right(first) : E.left(problem('contradicting-epoch', `epoch ${epoch}`));
  }
  return E.left(problem('unknown-epoch'));
};
