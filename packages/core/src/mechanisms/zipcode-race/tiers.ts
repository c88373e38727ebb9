import type { Account } from '../../ids.js';
import { wilsonLowerAtLeast } from '../../primitives/wilson.js';
import type { Params, Tiers } from './params.js';
import { newcomer, type State, type Trust } from './state.js';

/** What spot checks showed of one hotkey in this epoch. */
export interface Checked {
  readonly passed: number;
  readonly conclusive: number;
}

/** One identity that a rollover looked at. */
export interface TierMove {
  readonly hotkey: Account;
  readonly registeredAt: Trust['registeredAt'];
  readonly from: string;
  readonly to: string;
  readonly s: number;
  readonly n: number;
  readonly lifetime: number;
}

const tierAfter = (tiers: Tiers, trust: Trust): number => {
  const last = tiers.table.length - 1;
  if (trust.n === 0) return Math.min(trust.tier + 1, last);
  const z = { num: BigInt(tiers.zNum), den: BigInt(tiers.zDen) };
  const row = tiers.table.findIndex(
    ({ minPassed, minWilsonppm }) =>
      trust.lifetime >= minPassed && wilsonLowerAtLeast(trust.s, trust.n, z.num, z.den, minWilsonppm),
  );
  return row < 0 ? last : row;
};

/** Name of a tier row; empty without tiers. */
export const tierName = (params: Params, row: number): string => params.tiers?.table[row]?.name ?? '';

/** Adds the epoch's checks to each identity's trust. */
export const addChecks = (
  trust: ReadonlyMap<Account, Trust>,
  checked: ReadonlyMap<Account, Checked>,
  current: (hotkey: Account) => Trust,
): Map<Account, Trust> => {
  const next = new Map(trust);
  for (const [hotkey, { passed, conclusive }] of checked) {
    const t = current(hotkey);
    next.set(hotkey, { ...t, s: t.s + passed, n: t.n + conclusive, lifetime: t.lifetime + passed });
  }
  return next;
};

/** Recomputes every identity's tier at a rollover: epochs with (epoch+1) mod rolloverEpochs = 0 (rule 10). */
export const rollover = (
  params: Params,
  epoch: number,
  trust: ReadonlyMap<Account, Trust>,
): { readonly trust: ReadonlyMap<Account, Trust>; readonly moves: readonly TierMove[] } => {
  const { tiers } = params;
  if (tiers === undefined || (epoch + 1) % tiers.rolloverEpochs !== 0) return { trust, moves: [] };
  const next = new Map<Account, Trust>();
  const moves: TierMove[] = [];
  for (const [hotkey, t] of trust) {
    const tier = tierAfter(tiers, t);
    next.set(hotkey, { ...t, tier, s: 0, n: 0 });
    if (tier === t.tier) continue;
    const { registeredAt, s, n, lifetime } = t;
    moves.push({ hotkey, registeredAt, from: tierName(params, t.tier), to: tierName(params, tier), s, n, lifetime });
  }
  return { trust: next, moves };
};

/** A caught identity loses its history, and every hotkey of its coldkey is barred for strikeEpochs (rule 6). */
export const strike = (
  params: Params,
  state: State,
  epoch: number,
  caught: readonly {
    readonly hotkey: Account;
    readonly coldkey: Account;
    readonly registeredAt: Trust['registeredAt'];
  }[],
): State => {
  const trust = new Map(state.trust);
  const barredUntil = new Map([...state.barredUntil].filter(([, until]) => until > epoch));
  for (const { hotkey, coldkey, registeredAt } of caught) {
    trust.set(hotkey, newcomer(params, registeredAt));
    barredUntil.set(coldkey, epoch + params.strikeEpochs);
  }
  return { trust, barredUntil };
};
