import type { TierRules } from '../../mechanism/tiers.js';
import { type Fx, fxFromRaw } from '../../numbers/fx.js';
import { wilsonCentre, wilsonCentreAtLeast, wilsonLower, wilsonLowerAtLeast } from '../../primitives/wilson.js';
import { lastRow, type Params, type Tier } from './params.js';

/** What decides a tier: pooled successes and attempts of the window, and successes since registration. */
export interface TrackRecord {
  readonly s: number;
  readonly n: number;
  readonly lifetime: number;
}

const HALF_PPM = 500_000;
const HALF = fxFromRaw(500_000_000_000_000_000n);

// BigInt of a text costs more than the comparison; parameters are few and live long.
const zOf = new WeakMap<Params['wilson'], readonly [bigint, bigint]>();
const zFractionOf = (wilson: Params['wilson']): readonly [bigint, bigint] => {
  const known = zOf.get(wilson);
  if (known !== undefined) return known;
  const z = [BigInt(wilson.zNum), BigInt(wilson.zDen)] as const;
  zOf.set(wilson, z);
  return z;
};

/** Whether s of n reaches a threshold: exact, by cross-multiplication (centre) or by comparing squares (lower). n = 0 is 1/2. */
export const reaches = (wilson: Params['wilson'], s: number, n: number, thresholdppm: number): boolean => {
  if (n === 0) return thresholdppm <= HALF_PPM;
  const [num, den] = zFractionOf(wilson);
  const atLeast = wilson.kind === 'centre' ? wilsonCentreAtLeast : wilsonLowerAtLeast;
  return atLeast(s, n, num, den, thresholdppm);
};

/** The Wilson score of s of n as Fx (floor), for people: rules use `reaches`. */
export const wilsonScore = (wilson: Params['wilson'], s: number, n: number): Fx => {
  if (n === 0) return HALF;
  const [num, den] = zFractionOf(wilson);
  return (wilson.kind === 'centre' ? wilsonCentre : wilsonLower)(s, n, num, den);
};

/** The table as it is shown; a window that is empty and keeps its tier is judged by no score. */
export const tierRules = ({ tiers, wilson, emptyWindow }: Params): TierRules => ({
  table: tiers.map(({ name, minWilsonppm, minSuccesses }) => ({ name, minWilsonppm, minSuccesses })),
  wilson: (s, n) => (n === 0 && emptyWindow === 'keep' ? undefined : wilsonScore(wilson, s, n)),
});

/** The first row, best first, whose two conditions hold; the last row when none does. */
export const firstRow = (
  tiers: readonly Tier[],
  lifetime: number,
  isReached: (thresholdppm: number) => boolean,
): number => {
  const row = tiers.findIndex((tier) => lifetime >= tier.minSuccesses && isReached(tier.minWilsonppm));
  return row < 0 ? tiers.length - 1 : row;
};

/** Rule 6: the row that a rollover gives to somebody who holds `held`. */
export const rowAfter = (params: Params, held: number, { s, n, lifetime }: TrackRecord): number => {
  if (n === 0 && params.emptyWindow === 'keep') return Math.min(held, lastRow(params));
  return firstRow(params.tiers, lifetime, (threshold) => reaches(params.wilson, s, n, threshold));
};
