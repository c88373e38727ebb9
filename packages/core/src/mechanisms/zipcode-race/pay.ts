import type { Account } from '../../ids.js';
import { FX_ONE, FX_ZERO, type Fx, fxFromRaw, mulFloor } from '../../numbers/fx.js';
import type { Draft } from './evolve.js';
import { type Participation, participation } from './participation.js';
import { allChecks, type Race } from './race.js';
import { rewardOf } from './zipcode.js';

/** What everybody gets. What is not paid burns. */
export interface Pay {
  /** Who holds a paid rank, with the sum of its rewards before the pool is taken off; a synthetic miner's burn. */
  readonly rewards: ReadonlyMap<Account, Fx>;
  readonly participation: Participation;
  readonly shares: ReadonlyMap<Account, Fx>;
}

/** Pays paid ranks, then participation out of a pool that is taken off everybody's rewards (rules 8 and 9). */
export const pay = (draft: Draft, race: Race): Pay => {
  const expectedTotal = draft.context.opened.zipcodes.reduce((total, { expected }) => total + expected, 0);
  const rewards = new Map<Account, Fx>();
  const excluded = new Set<Account>();
  for (const zipcode of race.zipcodes) {
    zipcode.ranked.forEach(({ entry }, rank) => {
      const reward = rewardOf(draft, zipcode, rank, expectedTotal);
      if (reward === undefined) return;
      const { hotkey, coldkey } = entry.miner;
      rewards.set(hotkey, fxFromRaw((rewards.get(hotkey) ?? 0n) + reward));
      excluded.add(coldkey);
    });
  }
  for (const { entry, spotCheck } of allChecks(race)) {
    if (spotCheck.verdict === 'failed' || race.synthetic.has(entry.miner.hotkey)) excluded.add(entry.miner.coldkey);
  }
  const taking = participation(draft.params, race.entries, excluded);
  const left = fxFromRaw(FX_ONE - taking.pool);
  const shares = new Map<Account, Fx>();
  for (const hotkey of taking.paid) shares.set(hotkey, taking.each);
  for (const [hotkey, reward] of rewards) {
    shares.set(hotkey, race.synthetic.has(hotkey) ? FX_ZERO : mulFloor(reward, left));
  }
  return { rewards, participation: taking, shares };
};
