import { divFloor, FX_ONE, FX_ZERO, type Fx, fxFromRaw, sumFx } from '../numbers/fx.js';

/**
 * Scores as shares of one: floor(score / sum of scores), where a score below zero counts 0. If nobody has a score above zero every
 * share is 0. The sum of the shares is at most one: what the floors leave burns (see `burnOf`).
 */
export const normaliseShares = (scores: readonly Fx[]): Fx[] => {
  const positive = scores.map((score) => (score > 0n ? score : FX_ZERO));
  const total = sumFx(positive);
  return positive.map((score) => (total === 0n ? FX_ZERO : divFloor(score, total)));
};

/** What is left of one after the shares: it burns, whatever the cause. Throws RangeError on a share below 0 or a sum above one. */
export const burnOf = (shares: Iterable<Fx>): Fx => {
  let left: bigint = FX_ONE;
  for (const share of shares) {
    if (share < 0n) throw new RangeError(`burnOf: expected shares >= 0, got ${share}`);
    left -= share;
  }
  if (left < 0n) throw new RangeError(`burnOf: expected shares of at most 10^18 together, got ${FX_ONE - left}`);
  return fxFromRaw(left);
};
