import type { Account, EpochNumber, Host, MetagraphSnapshotTaken } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { EventLog } from '../ports.js';
import { factsIn } from './facts-in.js';
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

/** What a hotkey is in the subnet: a validator has a permit and stake enough, everybody else is a miner. */
export type Role = 'miner' | 'validator';

/** Facts of neighbouring epochs overlap in time, so the newest snapshot may be in the last epoch but one. */
const EPOCHS_WITH_SNAPSHOTS = 2;

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

/** Role of a hotkey in the newest snapshot; undefined when it is not registered there. */
export const roleIn = (
  { snapshot }: Head,
  hotkey: Account,
  validatorStakeRao: bigint,
): E.Either<Problem, Role | undefined> => {
  if (snapshot === undefined) return E.left(problem('no-snapshot'));
  const neuron = snapshot.byHotkey.get(hotkey);
  if (neuron === undefined) return E.right(undefined);
  const isValidator = neuron.validatorPermit && BigInt(neuron.stakeRao) >= validatorStakeRao;
  return E.right(isValidator ? 'validator' : 'miner');
};
