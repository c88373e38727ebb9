import { type Account, type Block, compareAccounts } from '../../ids.js';
import { divInt } from '../../numbers/int.js';
import { clearWindow, type OwnIdentity, pooled } from './identity.js';
import { type Params, tierAt } from './params.js';
import type { NextRollover } from './state.js';
import { rowAfter, type TrackRecord } from './tiers.js';

/** What one rollover did to one identity. */
export interface Recompute extends TrackRecord {
  readonly hotkey: Account;
  readonly registeredAt: Block;
  /** The block of the rollover: a multiple of rolloverBlocks. */
  readonly block: number;
  readonly from: number;
  readonly to: number;
}

/** The rollover that comes first after a block. */
export const rolloverAfter = (everyBlocks: number, block: number): NextRollover => ({
  number: divInt(block, everyBlocks) + 1,
  everyBlocks,
});

/** True when the next rollover is at or before a block. */
export const isDue = ({ number, everyBlocks }: NextRollover, block: number): boolean => number * everyBlocks <= block;

/**
 * Rule 6: gives every identity its tier anew and empties its window. Of several multiples that were crossed at once only the
 * last recomputes: in the windows between nothing was tried.
 */
export const rollOver = (
  params: Params,
  next: NextRollover,
  block: number,
  identities: ReadonlyMap<Account, OwnIdentity>,
): { readonly next: NextRollover; readonly recomputed: readonly Recompute[] } => {
  const { everyBlocks } = next;
  const at = divInt(block, everyBlocks) * everyBlocks;
  const recomputed: Recompute[] = [];
  for (const [hotkey, identity] of identities) {
    const { tier: from, registeredAt, lifetime } = identity;
    const record = { s: pooled(identity.successes), n: pooled(identity.attempts), lifetime };
    const to = rowAfter(params, from, record);
    identity.tier = to;
    clearWindow(identity);
    recomputed.push({ hotkey, registeredAt, block: at, from, to, ...record });
  }
  return { next: rolloverAfter(everyBlocks, block), recomputed };
};

/** One claim of an identity whose tier changed over an epoch, as names. */
export interface TierMove extends TrackRecord {
  readonly hotkey: Account;
  readonly registeredAt: Block;
  readonly from: string;
  readonly to: string;
}

/**
 * Who moved over the epoch, by account: from the tier before its first rollover to the one after its last, with the numbers
 * behind the last change. A long epoch may hold several rollovers, and a claim is one per identity.
 */
export const tierMoves = (params: Params, recomputed: readonly Recompute[]): TierMove[] => {
  const moves = new Map<string, { readonly from: number; readonly last: Recompute }>();
  for (const item of recomputed) {
    if (item.from === item.to) continue;
    const key = `${item.hotkey}/${item.registeredAt}`;
    moves.set(key, { from: moves.get(key)?.from ?? item.from, last: item });
  }
  return [...moves.values()]
    .filter(({ from, last }) => from !== last.to)
    .map(({ from, last: { hotkey, registeredAt, to, s, n, lifetime } }) => ({
      hotkey,
      registeredAt,
      from: tierAt(params, from).name,
      to: tierAt(params, to).name,
      s,
      n,
      lifetime,
    }))
    .sort((a, b) => compareAccounts(a.hotkey, b.hotkey) || a.registeredAt - b.registeredAt);
};
