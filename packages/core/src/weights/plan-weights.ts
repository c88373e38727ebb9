import type { Sha256 } from '../hash/host.js';
import type { Account, Block, EpochNumber, Hash32, NetUid, Uid } from '../ids.js';
import { sealPlan } from './plan-hash.js';
import { type ScoredEpoch, sharesNow } from './plan-shares.js';
import { type PlanSubnet, type SendMode, sendMode } from './plan-subnet.js';
import { quantiseWeights } from './quantise.js';
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

/** What is decided by whom makes the plan. */
export interface PlanChoices {
  readonly genesis: Hash32;
  readonly hotkey: Account;
  readonly profile: PlanProfile;
  /** 0..2^53-1. */
  readonly versionKey: number;
}

/** The vector that a plan sends: every uid under exact-v1, and only those that are not zero under sdk-v1, as the SDK does. */
export const planVector = ({ rows, profile }: Pick<WeightPlan, 'rows' | 'profile'>): WeightVector => {
  const sent = profile === 'exact-v1' ? rows : rows.filter(({ value }) => value > 0);
  return { uids: sent.map(({ uid }) => uid), values: sent.map(({ value }) => value) };
};

/**
 * Plans the weights of an epoch for the subnet as it stands: shares go to the uids of now and become u16 by the profile. A plan
 * is good for one tempo, because an epoch of the chain changes what it was checked against. Undefined when the burn
 * hotkey has no uid.
 */
export const planWeights = (
  sha256: Sha256,
  scored: ScoredEpoch,
  subnet: PlanSubnet,
  { genesis, hotkey, profile, versionKey }: PlanChoices,
): WeightPlan | undefined => {
  const now = sharesNow(scored, subnet);
  if (now === undefined) return undefined;
  const { uids, values } = quantiseWeights({ name: profile }, now.shares);
  const valueAt = new Map(uids.map((uid, at) => [uid, values[at] ?? 0]));
  const { block, hash, specVersion, netuid, mecid, hyperparameters } = subnet;
  return sealPlan(sha256, {
    at: { block, hash, specVersion },
    burnUid: now.burnUid as Uid,
    epoch: scored.epoch,
    evidenceBlock: scored.evidenceBlock,
    format: 1,
    genesis,
    gone: now.gone,
    hotkey,
    mecid,
    mode: sendMode(subnet),
    netuid,
    profile,
    rows: now.shares.map(({ uid, hotkey: holder, registeredAt, share }) => ({
      hotkey: holder,
      registeredAt: registeredAt as Block,
      share: `${share}`,
      uid: uid as Uid,
      value: valueAt.get(uid) ?? 0,
    })),
    validUntil: (block + (hyperparameters.tempo ?? 0)) as Block,
    versionKey,
    weights: scored.weights,
  });
};
