import type { Sha256 } from '../hash/host.js';
import { raw32, taggedBytes } from '../hash/tagged.js';
import { type Account, compareAccounts, type Hash32 } from '../ids.js';
import { sample } from './sample.js';

/** Who is called now, in drawn order, and who counts as called after it. */
export interface Selection {
  readonly selected: readonly Account[];
  readonly called: ReadonlySet<Account>;
}

const uncalled = (eligible: Iterable<Account>, called: ReadonlySet<Account>): Account[] =>
  [...new Set(eligible)].filter((account) => !called.has(account)).sort(compareAccounts);

/**
 * Who counts as called once `selected` are: when fewer are left than were taken, a new round has begun and only they are called;
 * else they join the called. Works for any selection, so a log can be followed whoever drew it.
 */
export const calledAfter = (
  eligible: Iterable<Account>,
  called: ReadonlySet<Account>,
  selected: readonly Account[],
): ReadonlySet<Account> =>
  uncalled(eligible, called).length < selected.length ? new Set(selected) : new Set([...called, ...selected]);

/**
 * Draws k of the eligible so that nobody is called twice before everybody was once: min(k, what is left) of those not yet called,
 * by sample(H("call/1", seed), ..) over their ascending accounts; if that is too few, a new round begins and the missing are drawn
 * from the others with H("call/2", seed). k beyond the number of eligible calls everyone once. Who is drawn at such a seam counts
 * for the new round, so nobody waits longer than two rounds, and where k divides their number all are called equally often.
 */
export const selectMiners = (
  sha256: Sha256,
  seed: Hash32,
  eligible: Iterable<Account>,
  called: ReadonlySet<Account>,
  k: number,
): Selection => {
  const all = [...new Set(eligible)];
  const draw = (tag: string, from: readonly Account[], count: number): Account[] =>
    sample(sha256, taggedBytes(sha256, tag, [raw32(seed)]), from.length, Math.min(count, from.length)).flatMap(
      (i) => from[i] ?? [],
    );
  const first = draw('call/1', uncalled(all, called), k);
  const others = first.length < k ? draw('call/2', uncalled(all, new Set(first)), k - first.length) : [];
  const selected = [...first, ...others];
  return { selected, called: calledAfter(all, called, selected) };
};
