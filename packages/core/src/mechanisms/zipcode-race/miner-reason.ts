import type { Account } from '../../ids.js';
import { isEligible, type Miner } from './miners.js';
import type { Pay } from './pay.js';
import type { Race } from './race.js';
import { firstReason, type Reason } from './reasons.js';

/** Reasons that the race itself gives: by hotkey, all that hold. */
export const raceReasons = (race: Race, pay: Pay): Map<Account, Set<Reason>> => {
  const found = new Map<Account, Set<Reason>>();
  const add = (hotkey: Account, reason: Reason): void => {
    const reasons = found.get(hotkey);
    if (reasons === undefined) found.set(hotkey, new Set([reason]));
    else reasons.add(reason);
  };
  for (const { candidates, sameOwner, behind } of race.zipcodes) {
    for (const { entry, spotCheck } of candidates) {
      const { verdict } = spotCheck;
      add(entry.miner.hotkey, VERDICT_REASON[verdict]);
    }
    for (const { miner } of sameOwner) add(miner.hotkey, 'SAME_OWNER');
    for (const { miner } of behind) add(miner.hotkey, 'OUTSIDE_TOP');
  }
  for (const { entry, spotCheck } of race.lottery) {
    if (spotCheck.verdict !== 'verified') add(entry.miner.hotkey, VERDICT_REASON[spotCheck.verdict]);
  }
  for (const hotkey of pay.rewards.keys()) add(hotkey, 'SCORED');
  for (const hotkey of pay.participation.paid) add(hotkey, 'PARTICIPATED');
  for (const hotkey of race.synthetic) add(hotkey, 'SYNTHETIC');
  return found;
};

// A verified candidate without a paid rank stands outside the top; one that is paid has SCORED, which comes first.
const VERDICT_REASON = { verified: 'OUTSIDE_TOP', failed: 'SPOTCHECK_FAILED', unverified: 'UNVERIFIED' } as const;

/** The one reason of a miner. */
export const minerReason = (miner: Miner, fromRace: ReadonlySet<Reason> | undefined): Reason => {
  if (!isEligible(miner.standing)) return miner.standing.reason;
  const { submission } = miner;
  if (submission === undefined) return miner.sightedLine === undefined ? 'NO_SUBMISSION' : 'NOT_COMMITTED';
  if (submission.fault !== undefined) return submission.fault.reason;
  const reasons = new Set(fromRace);
  for (const { fault } of submission.files) if (fault !== undefined) reasons.add(fault);
  return firstReason(reasons);
};
