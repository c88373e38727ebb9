import type { Sha256 } from '../hash/host.js';
import type { Account, Block, Hash32, Uid } from '../ids.js';
import type { PlanProfile, WeightPlan } from './plan.js';
import { sealPlan } from './plan-hash.js';
import { type ScoredEpoch, sharesNow } from './plan-shares.js';
import { type PlanSubnet, sendMode } from './plan-subnet.js';
import { quantiseWeights } from './quantise.js';

/** What is decided by whom makes the plan. */
export interface PlanChoices {
  readonly genesis: Hash32;
  readonly hotkey: Account;
  readonly profile: PlanProfile;
  /** 0..2^53-1. */
  readonly versionKey: number;
}

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
