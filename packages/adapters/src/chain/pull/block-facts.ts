import type {
  Block,
  BlockFinalized,
  Fact,
  Hash32,
  MetagraphSnapshotTaken,
  NetUid,
  NeuronRegistered,
  SubmissionCommitted,
} from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { ChainBlock, ChainFailure, ChainNeuron, ChainReader, FromChain } from '../port.js';
import type { ChainEvent, CommitmentField } from '../port-events.js';
import type { EpochWindow } from './epoch-window.js';

/** What was read of one block. */
export interface BlockRead {
  readonly block: Block;
  readonly facts: readonly Fact[];
  readonly events: readonly ChainEvent[];
}

/** The hash that a commitment is about: its first field of kind Sha256. Other commitments are not about a manifest. */
const manifestOf = (fields: readonly CommitmentField[]): Hash32 | undefined =>
  fields.find(({ kind }) => kind === 'Sha256')?.hex as Hash32 | undefined;

/** [extrinsic, event] of a fact. An event of the chain itself stands before all extrinsics, as extrinsic 0 does. */
const placeOf = ({ phase, index }: ChainEvent): readonly [number, number] => [
  phase.kind === 'extrinsic' ? phase.index : 0,
  index,
];

type Envelope = { readonly block: Block; readonly epoch: Fact['epoch']; readonly netuid: NetUid; readonly v: 1 };

const blockFact = (envelope: Envelope, { hash, parentHash, timestampMs }: ChainBlock): BlockFinalized => ({
  ...envelope,
  data: { hash, parentHash, timestampMs },
  type: 'BlockFinalized',
});

const snapshotFact = (
  envelope: Envelope,
  specVersion: number,
  neurons: readonly ChainNeuron[],
): MetagraphSnapshotTaken => ({
  ...envelope,
  data: { neurons, specVersion },
  type: 'MetagraphSnapshotTaken',
});

const eventFacts = (
  envelope: Envelope,
  events: readonly ChainEvent[],
  neurons: readonly ChainNeuron[],
): readonly (NeuronRegistered | SubmissionCommitted)[] =>
  events.flatMap((event): (NeuronRegistered | SubmissionCommitted)[] => {
    if ((event.name !== 'NeuronRegistered' && event.name !== 'CommitmentSet') || event.netuid !== envelope.netuid)
      return [];
    const place = { ...envelope, ix: placeOf(event) };
    if (event.name === 'CommitmentSet') {
      const manifestSha256 = manifestOf(event.fields);
      if (manifestSha256 === undefined) return [];
      return [{ ...place, data: { hotkey: event.hotkey, manifestSha256 }, type: 'SubmissionCommitted' }];
    }
    const { hotkey, uid } = event;
    // A hotkey that lost its slot again in the same block owns nothing the state could tell.
    const coldkey = neurons.find((neuron) => neuron.uid === uid && neuron.hotkey === hotkey)?.coldkey;
    return coldkey === undefined ? [] : [{ ...place, data: { coldkey, hotkey, uid }, type: 'NeuronRegistered' }];
  });

/** Every chain fact of a block, once for each epoch that it belongs to, and the block's events. */
export const readBlockFacts = async (
  reader: ChainReader,
  netuid: NetUid,
  windows: readonly EpochWindow[],
  block: Block,
): FromChain<BlockRead> => {
  const at = windows.filter(({ startBlock, evidenceBlock }) => startBlock <= block && block <= evidenceBlock);
  const events = await reader.eventsAt(block);
  if (E.isLeft(events)) return events;
  const isEdge = ({ startBlock, evidenceBlock }: EpochWindow): boolean =>
    block === startBlock || block === evidenceBlock;
  const registers = events.right.some((event) => event.name === 'NeuronRegistered' && event.netuid === netuid);
  const wanted = at.length > 0 && (registers || at.some(isEdge));
  const neurons: E.Either<ChainFailure, readonly ChainNeuron[]> = wanted
    ? await reader.neuronsAt(netuid, block)
    : E.right([]);
  if (E.isLeft(neurons)) return neurons;
  const hashed = at.some((window) => window.hashed.has(block) || isEdge(window));
  const header = hashed ? await reader.blockAt(block) : undefined;
  if (header !== undefined && E.isLeft(header)) return header;
  const facts = at.flatMap((window): Fact[] => {
    const envelope: Envelope = { block, epoch: window.epoch, netuid, v: 1 };
    const inside = block < window.evidenceBlock ? eventFacts(envelope, events.right, neurons.right) : [];
    if (header === undefined) return [...inside];
    const of = window.hashed.has(block) ? [blockFact(envelope, header.right)] : [];
    const snapshot = isEdge(window) ? [snapshotFact(envelope, header.right.specVersion, neurons.right)] : [];
    return [...of, ...snapshot, ...inside];
  });
  return E.right({ block, facts, events: events.right });
};
