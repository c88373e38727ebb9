import { divFloor, FX_ZERO, type Fx, sumFx } from '../numbers/fx.js';

/**
 * Scores as shares of one: floor(score / sum of scores), where a score below zero counts 0. If nobody has a score above zero every
 * share is 0. The sum of the shares is at most one: what the floors leave burns.
 */
export const normaliseShares = (scores: readonly Fx[]): Fx[] => {
  const positive = scores.map((score) => (score > 0n ? score : FX_ZERO));
  const total = sumFx(positive);
  return positive.map((score) => (total === 0n ? FX_ZERO : divFloor(score, total)));
};
