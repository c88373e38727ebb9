import type { Block, Hash32, Hotkey, NetUid, Uid } from '@subnet-scoring/core';

/** When in its block something happened: on_initialize (where epochs run), an extrinsic by its number, or on_finalize. */
export type EventPhase =
  | { readonly kind: 'initialization' }
  | { readonly kind: 'extrinsic'; readonly index: number }
  | { readonly kind: 'finalization' };

/** Which mechanism of which subnet: storage index = mecid * 4096 + netuid. */
interface OfMechanism {
  readonly netuid: NetUid;
  readonly mecid: number;
}

interface OfSubnet {
  readonly netuid: NetUid;
}

interface Weighing extends OfMechanism {
  readonly hotkey: Hotkey;
}

/** One field of a commitment: its kind as the chain names it, such as `Sha256` or `Raw32`, and its bytes in hex. */
export interface CommitmentField {
  readonly kind: string;
  readonly hex: string;
}

/** What an event of the chain says, by the chain's own name for it. Hashes are hex without 0x. */
export type ChainEventBody =
  | (OfSubnet & { readonly name: 'NeuronRegistered'; readonly uid: Uid; readonly hotkey: Hotkey })
  | (OfMechanism & { readonly name: 'WeightsSet'; readonly uid: Uid })
  | (Weighing & { readonly name: 'WeightsCommitted'; readonly hash: Hash32 })
  | (Weighing & { readonly name: 'WeightsRevealed'; readonly hash: Hash32 })
  | (Weighing & { readonly name: 'WeightsBatchRevealed'; readonly hashes: readonly Hash32[] })
  | (Weighing & { readonly name: 'CRV3WeightsCommitted'; readonly hash: Hash32 })
  | (Weighing & { readonly name: 'TimelockedWeightsCommitted'; readonly hash: Hash32; readonly round: string })
  | (Weighing & { readonly name: 'TimelockedWeightsRevealed' | 'CRV3WeightsRevealed' })
  /** Commitments pallet. Of several commitments of one hotkey in one block the last stands in the state: only that one is told. */
  | (OfSubnet & {
      readonly name: 'CommitmentSet';
      readonly hotkey: Hotkey;
      readonly fields: readonly CommitmentField[];
    })
  | (OfSubnet & { readonly name: 'EpochTriggered' })
  | (OfSubnet & { readonly name: 'EpochDeferred'; readonly from: Block; readonly to: Block })
  | (OfSubnet & { readonly name: 'EpochSkipped'; readonly at: Block })
  | (OfSubnet & { readonly name: 'TempoSet'; readonly tempo: number })
  | { readonly name: 'ExtrinsicFailed'; readonly error: string };

/** One event of a block that matters here: where it stands, and what it says. */
export type ChainEvent = ChainEventBody & {
  readonly phase: EventPhase;
  /** Number of the event among all events of its block, from 0. */
  readonly index: number;
};
