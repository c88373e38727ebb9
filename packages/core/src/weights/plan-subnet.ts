import type { Account, Block, Hash32, NetUid } from '../ids.js';

/** One slot of the subnet, as far as a plan asks. */
export interface PlanNeuron {
  readonly uid: number;
  readonly hotkey: Account;
  readonly registeredAt: number;
  readonly validatorPermit: boolean;
  /** LastUpdate of the mechanism: a block; 0 where nothing was ever set. */
  readonly lastUpdate: number;
}

/** What a plan reads of a subnet's state after `block`: a part of what the chain adapter reads. */
export interface PlanSubnet {
  readonly block: Block;
  readonly hash: Hash32;
  readonly specVersion: number;
  readonly netuid: NetUid;
  readonly mecid: number;
  /** Uids 0, 1, 2, .. without a gap. */
  readonly neurons: readonly PlanNeuron[];
  readonly ownerHotkey?: Account;
  readonly hyperparameters: {
    readonly tempo?: number;
    readonly commitRevealWeightsEnabled?: boolean;
    readonly commitRevealWeightsVersion?: number;
    readonly minAllowedWeights?: number;
    readonly weightsSetRateLimit?: number;
    /** u64 as decimal text. */
    readonly weightsVersionKey?: string;
    readonly mechanismCount?: number;
  };
}

/**
 * How the chain takes weights: in the open, hidden behind a hash and revealed by us, or encrypted for a later round of drand
 * and revealed by the chain itself.
 */
export type SendMode = 'set' | 'commit-reveal' | 'timelocked';

/** How a subnet takes weights now. An item that its runtime does not have is off. */
export const sendMode = ({ hyperparameters }: PlanSubnet): SendMode => {
  if (hyperparameters.commitRevealWeightsEnabled !== true) return 'set';
  return hyperparameters.commitRevealWeightsVersion === undefined ? 'commit-reveal' : 'timelocked';
};

/** The first block in which the chain takes weights from a uid again. Source: subtensor check_rate_limit @ 14bc6f9f. */
export const nextAllowedBlock = (subnet: PlanSubnet, { lastUpdate }: PlanNeuron): number =>
  lastUpdate === 0 ? 0 : lastUpdate + (subnet.hyperparameters.weightsSetRateLimit ?? 0);
