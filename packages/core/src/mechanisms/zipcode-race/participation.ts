import { compareText } from '../../hash/bytes.js';
import type { Account } from '../../ids.js';
import { type ParticipationFloor, participationFloor } from '../../primitives/participation-floor.js';
import type { Params } from './params.js';
import type { Entry } from './submissions.js';

/** Who is paid for taking part, how much each, and the sum of it. */
export interface Participation extends ParticipationFloor {
  readonly paid: ReadonlySet<Account>;
}

/**
 * A small share for honest work that won nothing, once per coldkey, so that splitting into hotkeys gains nothing (rule 9).
 * `excluded` are the coldkeys with a hotkey that won, failed a spot check or is synthetic.
 */
export const participation = (
  params: Params,
  entries: readonly Entry[],
  excluded: ReadonlySet<Account>,
): Participation => {
  const { ppm, maxppm, minZipcodes } = params.participation;
  const byOwner = new Map<Account, Entry[]>();
  for (const entry of entries) {
    const { coldkey } = entry.miner;
    if (excluded.has(coldkey)) continue;
    const own = byOwner.get(coldkey);
    if (own === undefined) byOwner.set(coldkey, [entry]);
    else own.push(entry);
  }
  const paid = new Set<Account>();
  for (const own of byOwner.values()) {
    if (new Set(own.map(({ zipcode }) => zipcode)).size < minZipcodes) continue;
    const lowest = own.reduce((a, b) => (compareText(b.account, a.account) < 0 ? b : a));
    paid.add(lowest.miner.hotkey);
  }
  return { paid, ...participationFloor(paid.size, ppm, maxppm) };
};
