import { ln2At } from './constants.js';
import { FX_ONE, FX_ZERO, type Fx } from './fx.js';
import { type Bounds, floorOfBounds } from './refine.js';

const DIGIT_BITS = '0122333344444444';
const bitLength = (n: bigint): number => {
  const hex = n.toString(16);
  return 4 * (hex.length - 1) + Number(DIGIT_BITS.charAt(Number.parseInt(hex.charAt(0), 16)));
};

/** num / den = 2^k * a / b with a / b in 2/3..4/3, for num and den > 0. */
const scaled = (num: bigint, den: bigint): { readonly k: bigint; readonly a: bigint; readonly b: bigint } => {
  let k = BigInt(bitLength(num) - bitLength(den)); // a / b is in 1/2..2
  let [a, b] = k >= 0n ? [num, den << k] : [num << -k, den];
  if (3n * a > 4n * b) {
    k += 1n;
    b *= 2n;
  } else if (3n * a < 2n * b) {
    k -= 1n;
    a *= 2n;
  }
  return { k, a, b };
};

/** Bounds of ln(num/den) in units of 2^-bits, num and den > 0: k ln 2 + 2 atanh((m-1)/(m+1)) with m = x / 2^k in 2/3..4/3. */
export const lnBounds = (num: bigint, den: bigint, bits: bigint): Bounds => {
  const { k, a, b } = scaled(num, den);
  const distance = a > b ? a - b : b - a;
  const z = (distance << bits) / (a + b);
  const square = (z * z) >> bits;
  let power = z;
  let total = z;
  let odd = 1n;
  while (power > 0n) {
    odd += 2n;
    power = (power * square) >> bits;
    total += power / odd;
  }
  // Each of the (odd+1)/2 quotients is cut once and each power once, worth a third or less; z and its square are cut once, and as
  // z <= 1/5, all that this and the terms left out change is less than 3. ln 2 is up to a unit off, k times.
  const error = 2n * (odd + 4n) + (k < 0n ? -k : k);
  const value = k * ln2At(bits) + (a > b ? 2n * total : -2n * total);
  return { lower: value - error, upper: value + error };
};

/** floor(ln(x) * 10^18) of the true value, toward minus infinity below 1. Throws RangeError unless x > 0. */
export const lnFloor = (x: Fx): Fx => {
  if (x <= 0n) throw new RangeError(`lnFloor: expected x > 0, got ${x}`);
  if (x === FX_ONE) return FX_ZERO;
  return floorOfBounds((bits) => lnBounds(x, FX_ONE, bits));
};
