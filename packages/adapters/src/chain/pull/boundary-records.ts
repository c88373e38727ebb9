import {
  type Block,
  type ChainEpochRead,
  type ChainRecord,
  type ChainStateMissing,
  type ChainWeightsRead,
  calendarOf,
  type EpochNumber,
} from '@subnet-scoring/core';
import type { Row, SubnetState, WeightCommit } from '@subnet-scoring/core/yuma';
import * as E from 'fp-ts/lib/Either.js';
import type { ChainFailure, ChainReader, FromChain } from '../port.js';
import type { ChainEvent } from '../port-events.js';
import { earlierCause, type Followed, type RowCauses } from './row-causes.js';

/** A boundary: the chain ran its epoch in `block`, and this is about an epoch of the log. */
export interface Boundary extends Followed {
  readonly block: Block;
  readonly epoch: EpochNumber;
  readonly events: readonly ChainEvent[];
}

const envelopeOf = ({ block, epoch, netuid }: Boundary) => ({ block, epoch, netuid, v: 1 });

const epochRecord = (boundary: Boundary, state: SubnetState): ChainEpochRead => {
  const { neurons, hash, specVersion } = state;
  const perNeuron = (list: readonly number[]): readonly number[] => neurons.map(({ uid }) => list[uid] ?? 0);
  return {
    ...envelopeOf(boundary),
    data: {
      consensus: perNeuron(state.consensus),
      hash,
      lastUpdate: neurons.map(({ lastUpdate }) => lastUpdate as Block),
      mecid: boundary.mecid,
      neurons: neurons.map(({ hotkey, validatorPermit, registeredAt, uid }) => ({
        hotkey,
        permit: validatorPermit,
        registeredBlock: registeredAt as Block,
        uid,
      })),
      specVersion,
      validatorTrust: perNeuron(state.validatorTrust),
    },
    type: 'ChainEpochRead',
  };
};

const isSetIn =
  ({ netuid, mecid, events }: Boundary, phase: 'initialization' | 'extrinsic') =>
  (uid: number): boolean =>
    events.some(
      (event) =>
        event.name === 'WeightsSet' &&
        event.netuid === netuid &&
        event.mecid === mecid &&
        event.uid === uid &&
        event.phase.kind === phase,
    );

/**
 * The rows that the epoch used. It runs before the extrinsics of its block and after the reveals of the chain itself, so a row
 * is the one of the block before, unless the chain revealed it in this block.
 */
const rowsUsed = (boundary: Boundary, before: SubnetState, after: SubnetState): readonly Row[] => {
  const byChain = isSetIn(boundary, 'initialization');
  const revealed = after.weights.filter(([uid]) => byChain(uid));
  return [...before.weights.filter(([uid]) => !byChain(uid)), ...revealed]
    .filter(([, cells]) => cells.length > 0)
    .sort(([a], [b]) => a - b);
};

const missingRecord = (
  boundary: Boundary,
  missing: ChainStateMissing['data']['missing'],
  why: string,
): ChainStateMissing => ({
  ...envelopeOf(boundary),
  data: { mecid: boundary.mecid, missing, why },
  type: 'ChainStateMissing',
});

/** Commits that can never be revealed any more, or that the chain itself dropped without a row. */
const lostCommits = (boundary: Boundary, before: SubnetState, after: SubnetState): readonly ChainStateMissing[] => {
  const { tempo = 0, revealPeriodEpochs = 1 } = after.hyperparameters;
  const calendar = calendarOf(after.specVersion, boundary.netuid, tempo, { block: after.block, ...after.counters });
  const nameOf = ({ hotkey, block }: WeightCommit): string => `${hotkey} ${block}`;
  const there = new Set((after.commits ?? []).map(nameOf));
  const revealedBy = new Set(
    boundary.events.flatMap((event) => ('hotkey' in event && /Revealed$/.test(event.name) ? [event.hotkey] : [])),
  );
  const uidOf = (hotkey: string) => before.neurons.find((neuron) => neuron.hotkey === hotkey)?.uid;
  return (before.commits ?? []).flatMap((commit) => {
    const uid = uidOf(commit.hotkey);
    if (uid === undefined) return [];
    const missing = { commitBlock: commit.block as Block, hotkey: commit.hotkey, uid };
    if (!there.has(nameOf(commit))) {
      return revealedBy.has(commit.hotkey)
        ? []
        : [missingRecord(boundary, missing, 'the chain dropped it and set no weights')];
    }
    const window = calendar.revealWindow(commit, revealPeriodEpochs);
    if (window !== undefined && window.last >= boundary.block) return [];
    return [missingRecord(boundary, missing, 'its time to be revealed has passed')];
  });
};

const weightsRecord = async (
  reader: ChainReader,
  boundary: Boundary,
  [uid, cells]: Row,
  before: SubnetState,
  causes: RowCauses,
): Promise<E.Either<ChainFailure, readonly ChainRecord[]>> => {
  const neuron = before.neurons[uid];
  if (neuron === undefined) return E.right([]);
  if (isSetIn(boundary, 'initialization')(uid) && isSetIn(boundary, 'extrinsic')(uid)) {
    const blocks = { firstBlock: boundary.block, lastBlock: boundary.block };
    return E.right([missingRecord(boundary, blocks, `uid ${uid} set weights over those that the epoch had used`)]);
  }
  const known = causes.get(uid);
  const stoodAt = (boundary.block - 1) as Block;
  const cause =
    known === undefined ? await earlierCause(reader, boundary, uid, neuron.lastUpdate, stoodAt) : E.right(known);
  if (E.isLeft(cause)) return cause;
  const record: ChainWeightsRead = {
    ...envelopeOf(boundary),
    data: {
      ...cause.right,
      hotkey: neuron.hotkey,
      lastUpdate: neuron.lastUpdate as Block,
      mecid: boundary.mecid,
      uid,
      uids: cells.map(([to]) => to),
      values: cells.map(([, value]) => value),
    },
    type: 'ChainWeightsRead',
  };
  return E.right([record]);
};

/** Records of one boundary: the epoch, each row it used with what wrote it, and the commits that came to nothing. */
export const boundaryRecords = async (
  reader: ChainReader,
  boundary: Boundary,
  causes: RowCauses,
): FromChain<readonly ChainRecord[]> => {
  const { netuid, mecid, block } = boundary;
  const before = await reader.subnetAt(netuid, mecid, (block - 1) as Block);
  if (E.isLeft(before)) return before;
  const after = await reader.subnetAt(netuid, mecid, block);
  if (E.isLeft(after)) return after;
  const records: ChainRecord[] = [epochRecord(boundary, after.right)];
  for (const row of rowsUsed(boundary, before.right, after.right)) {
    const record = await weightsRecord(reader, boundary, row, before.right, causes);
    if (E.isLeft(record)) return record;
    records.push(...record.right);
  }
  return E.right([...records, ...lostCommits(boundary, before.right, after.right)]);
};
