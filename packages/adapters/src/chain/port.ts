import type { Account, Block, Hash32, Hotkey, NetUid, Uid } from '@subnet-scoring/core';
import type { SubnetState } from '@subnet-scoring/core/yuma';
import type { Either } from 'fp-ts/lib/Either.js';
import type { ChainEvent, CommitmentField } from './port-events.js';

/**
 * Why the chain gave no answer.
 * - `network`: no endpoint could be reached, or the connection was lost and did not come back; exit 10
 * - `timeout`: it was reached and did not answer in time; exit 15
 * - `pruned`: the node no longer keeps the state of that block; exit 125
 * - `unknown-block`: the node has no such block, or not yet; exit 125
 * - `no-subnet`: after that block the subnet has no neurons, or not that mechanism; exit 2
 * - `unreadable`: the answer is not what the runtime of that block says it is; exit 12
 * - `wrong-genesis`: it is another chain; exit 2
 * - `refused`: the chain or the node does not take the extrinsic; `name` says why; exit 13
 */
export interface ChainFailure {
  readonly kind:
    | 'network'
    | 'timeout'
    | 'pruned'
    | 'unknown-block'
    | 'no-subnet'
    | 'unreadable'
    | 'wrong-genesis'
    | 'refused';
  readonly message: string;
  /** What to do about it. */
  readonly help: string;
  /** The chain's own name of a refusal, such as `SettingWeightsTooFast`. */
  readonly name?: string;
  /** The block that was asked about. */
  readonly block?: Block;
}

/** A result of the chain. */
export type FromChain<A> = Promise<Either<ChainFailure, A>>;

/** Number and hash of a block. */
export interface BlockId {
  readonly block: Block;
  readonly hash: Hash32;
}

/** A block: `specVersion` is the runtime that made it, and with which its state and events are read. */
export interface ChainBlock extends BlockId {
  readonly parentHash: Hash32;
  readonly specVersion: number;
  /** As the block states it, milliseconds since 1970; 0 in the genesis block. */
  readonly timestampMs: number;
}

/** Where a subnet stands in its calendar after a block. An epoch ran in the block exactly where `blocksSinceLastStep` is 0. */
export interface EpochMark extends BlockId {
  readonly specVersion: number;
  readonly tempo: number;
  readonly blocksSinceLastStep: number;
  /** Block of the last epoch that ran (LastMechansimStepBlock); 0: none. */
  readonly lastStepBlock: Block;
  /** From spec 423 on: the items of the stateful calendar. Their absence says that the legacy formula holds. */
  readonly stateful?: { readonly lastEpochBlock: Block; readonly pendingEpochAt: Block; readonly epochIndex: number };
}

/** One neuron as a metagraph shows it; stake is the alpha of its hotkey on this subnet, in rao. */
export interface ChainNeuron {
  readonly uid: Uid;
  readonly hotkey: Hotkey;
  readonly coldkey: Account;
  readonly registeredAt: Block;
  readonly stakeRao: string;
  readonly validatorPermit: boolean;
}

/** What a hotkey committed in the Commitments pallet, and in which block. */
export interface ChainCommitment {
  readonly hotkey: Hotkey;
  readonly block: Block;
  readonly fields: readonly CommitmentField[];
}

/** One weight commit that waits for its reveal. */
export interface WeightCommit {
  readonly hash: Hash32;
  readonly commitBlock: Block;
  /** Up to spec 422: the blocks in which it may be revealed, both included. */
  readonly window?: { readonly first: Block; readonly last: Block };
  /** From spec 423 on: index of the subnet's epoch at the commit. */
  readonly commitEpoch?: number;
}

/** Reads one chain. Every call answers within its deadline; nothing of the client's own types gets out. */
export interface ChainReader {
  /** Hash of block 0. */
  readonly genesis: Hash32;
  head(): FromChain<BlockId>;
  finalizedHead(): FromChain<BlockId>;
  blockAt(block: Block): FromChain<ChainBlock>;
  /** All that an epoch of a subnet reads, as the state after a block has it. */
  subnetAt(netuid: NetUid, mecid: number, block: Block): FromChain<SubnetState>;
  /** The neurons of a subnet after a block, by uid. */
  neuronsAt(netuid: NetUid, block: Block): FromChain<readonly ChainNeuron[]>;
  epochMarkAt(netuid: NetUid, block: Block): FromChain<EpochMark>;
  /** Events of a block that matter here, in order; of every subnet. */
  eventsAt(block: Block): FromChain<readonly ChainEvent[]>;
  /** What every hotkey of a subnet has committed, as the state after a block has it, by hotkey. */
  commitmentsAt(netuid: NetUid, block: Block): FromChain<readonly ChainCommitment[]>;
  /** Weight commits of a hotkey that are not revealed, oldest first. */
  weightCommitsAt(netuid: NetUid, mecid: number, hotkey: Hotkey, block: Block): FromChain<readonly WeightCommit[]>;
  disconnect(): Promise<void>;
}
