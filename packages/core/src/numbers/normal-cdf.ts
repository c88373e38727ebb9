import { sqrtTwoPiAt } from './constants.js';
import { expParts } from './exp.js';
import { FX_ONE, FX_ZERO, type Fx, fxFromRaw } from './fx.js';
import { type Bounds, floorOfBounds } from './refine.js';

const HALF = fxFromRaw(FX_ONE / 2n);
// Phi(-9) < 1.2 * 10^-19
const FX_BOTTOM = -9n * FX_ONE;
const SQUARED = FX_ONE * FX_ONE;

/**
 * Phi(-a) = 1/2 - phi(a) * a * (1 + a^2/3 + a^4/(3*5) + a^6/(3*5*7) + ...) for 0 < a <= 9. No term is negative, so nothing cancels
 * but the last difference, and that is at most 1/2. In units of 2^-bits.
 */
const boundsOfTail = (a: bigint, bits: bigint): Bounds => {
  const square = ((a * a) << bits) / SQUARED;
  let term = 1n << bits;
  let total = term;
  let odd = 1n;
  while (term > 0n) {
    odd += 2n;
    term = ((term * square) >> bits) / odd;
    total += term;
  }
  const { mantissa, exponent, error } = expParts(-a * a, 2n * SQUARED, bits);
  const product = (a * total * mantissa) / (FX_ONE * sqrtTwoPiAt(bits));
  const value = (1n << (bits - 1n)) - (product >> -exponent);
  // Relative errors in units of 2^-bits, n = odd / 2 terms. The sum: each term is cut twice, and a cut grows at most as the sum
  // itself does, so 2n; the cut of a^2 is worth n where a >= 1, and less than 2 below. What follows the last term is less than
  // that again (its ratio is below 1/2 by then), so 6n + 4. Then e^.., sqrt(2 pi) and two cuts. All multiply at most 1/2.
  const apart = 3n * odd + error + 16n;
  return { lower: value - apart, upper: value + apart };
};

/**
 * floor(Phi(z) * 10^18) of the true value, for every z; Phi is the normal distribution function. 0 below about -8.76, and never
 * one, 10^18 - 1 above 8.76. Phi(z) and Phi(-z) sum to 10^18 - 1, except at 0.
 */
export const normalCdfFloor = (z: Fx): Fx => {
  if (z === 0n) return HALF;
  if (z > 0n) return fxFromRaw(FX_ONE - 1n - normalCdfFloor(fxFromRaw(-z)));
  return z < FX_BOTTOM ? FX_ZERO : floorOfBounds((bits) => boundsOfTail(-z, bits));
};
