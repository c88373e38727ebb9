// Doubles and float32 are allowed in this file: it reproduces the arithmetic of the Bittensor SDK (Python floats and numpy)
// for audits. Only + - * / and rounding to float32 occur, which are exactly specified. It never feeds a hash of ours.

import type { Fx } from '../numbers/fx.js';
import { formatFx } from '../numbers/fx-text.js';

/** How an array of the SDK rounds each result: to float32 or (the identity) to float64. */
export type Rounding = (x: number) => number;

/** Nearest float32, ties to even: what numpy does after each operation on float32. */
export const toFloat32: Rounding = (x) => Float32Array.of(x)[0] ?? 0;

/** A double is what every operation here already gives. */
export const toFloat64: Rounding = (x) => x;

/**
 * The double nearest to an Fx, ties to even, through its decimal text. Not Number(raw) / 10^18, which rounds twice.
 * ECMAScript specifies the reading of up to 20 digits exactly: |value| <= 99, far more than a share of one.
 */
export const nearestDouble = (value: Fx): number => Number(formatFx(value));

/** Python's round() of a number in 0..2^53: to the nearest integer, ties to even. */
export const roundHalfEven = (x: number): number => {
  const below = Math.floor(x);
  const twice = 2 * (x - below);
  if (twice < 1) return below;
  return twice > 1 || below % 2 === 1 ? below + 1 : below;
};

const BLOCK = 128;
const LANES = 8;

/** numpy's pairwise sum (numpy/_core/src/umath/loops_utils.h.src): 8 lanes up to 128 items, halves beyond. */
const pairwise = (x: readonly number[], from: number, count: number, round: Rounding): number => {
  const at = (i: number): number => x[from + i] ?? 0;
  if (count > BLOCK) {
    const half = Math.floor(count / 2);
    const left = half - (half % LANES);
    return round(pairwise(x, from, left, round) + pairwise(x, from + left, count - left, round));
  }
  let total = 0;
  let next = 0;
  if (count >= LANES) {
    const lane = Array.from({ length: LANES }, (_, i) => at(i));
    for (next = LANES; next < count - (count % LANES); next += 1) {
      lane[next % LANES] = round((lane[next % LANES] ?? 0) + at(next));
    }
    const pair = (i: number): number => round((lane[i] ?? 0) + (lane[i + 1] ?? 0));
    total = round(round(pair(0) + pair(2)) + round(pair(4) + pair(6)));
  }
  for (; next < count; next += 1) total = round(total + at(next));
  return total;
};

/** numpy's sum() of a contiguous array, in numpy's order of additions. */
export const numpySum = (x: readonly number[], round: Rounding): number => pairwise(x, 0, x.length, round);
