import { FX_ONE, type Fx, fxFromRaw } from '../numbers/fx.js';
import { isqrt } from '../numbers/isqrt.js';

/** Count, sum, and sum of squares of whole numbers. */
export interface Moments {
  readonly count: bigint;
  readonly sum: bigint;
  readonly squares: bigint;
}

/** Which standard deviation: of the numbers themselves (divided by N), or the estimate from a sample (divided by N-1). */
export type Deviation = 'population' | 'sample';

/** The moments of whole numbers; exact. */
export const momentsOf = (values: Iterable<bigint>): Moments => {
  let [count, sum, squares] = [0n, 0n, 0n];
  for (const value of values) {
    count += 1n;
    sum += value;
    squares += value * value;
  }
  return { count, sum, squares };
};

const SQUARED = FX_ONE * FX_ONE;

/**
 * How many standard deviations a value is from the mean, (value - mean) / sd, as Fx: sign(d) * isqrt(floor(d^2 * 10^36 / (N*Q - T^2)))
 * with d = N*value - T, so the magnitude is a floor and the sign exact. For `sample` d^2 is multiplied by (N-1)/N. The value need
 * not be one of the numbers. Undefined where there is no deviation: fewer than two numbers, or all equal.
 */
export const zScore = ({ count, sum, squares }: Moments, value: bigint, deviation: Deviation): Fx | undefined => {
  const spread = count * squares - sum * sum;
  if (spread === 0n) return undefined;
  const d = count * value - sum;
  const square =
    deviation === 'population' ? (d * d * SQUARED) / spread : (d * d * (count - 1n) * SQUARED) / (count * spread);
  const magnitude = isqrt(square);
  return fxFromRaw(d < 0n ? -magnitude : magnitude);
};
