import type { Account, Block, EpochNumber, Hash32, NetUid, Uid } from '../ids.js';
import type { SendMode } from './plan-subnet.js';
import type { WeightVector } from './vector.js';

/** The profiles that weights are planned with. */
export type PlanProfile = 'exact-v1' | 'sdk-v1';

/** One uid of a plan: who had it when the plan was made, its share (Fx as integer text), and the u16 to send. */
export type PlanRow = {
  readonly hotkey: Account;
  readonly registeredAt: Block;
  readonly share: string;
  readonly uid: Uid;
  readonly value: number;
};

/** Weights to be sent, and everything that must still hold when they are. Plain JSON. */
export type WeightPlan = {
  /** The block after which the subnet was read. */
  readonly at: { readonly block: Block; readonly hash: Hash32; readonly specVersion: number };
  readonly burnUid: Uid;
  readonly epoch: EpochNumber;
  readonly evidenceBlock: Block;
  readonly format: 1;
  readonly genesis: Hash32;
  /** Hotkeys with a share that are registered no more: their part burns. */
  readonly gone: readonly Account[];
  /** Who sends it. */
  readonly hotkey: Account;
  readonly mecid: number;
  readonly mode: SendMode;
  readonly netuid: NetUid;
  /** Hash over all the rest. */
  readonly plan: Hash32;
  readonly profile: PlanProfile;
  /** Every uid, ascending. */
  readonly rows: readonly PlanRow[];
  /** The last block at which it may be sent. */
  readonly validUntil: Block;
  readonly versionKey: number;
  /** Hash of the epoch's own vector, by the uids of evidenceBlock. */
  readonly weights: Hash32;
};

/** The vector that a plan sends: every uid under exact-v1, and only those that are not zero under sdk-v1, as the SDK does. */
export const planVector = ({ rows, profile }: Pick<WeightPlan, 'rows' | 'profile'>): WeightVector => {
  const sent = profile === 'exact-v1' ? rows : rows.filter(({ value }) => value > 0);
  return { uids: sent.map(({ uid }) => uid), values: sent.map(({ value }) => value) };
};
