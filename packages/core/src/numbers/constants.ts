import { isqrt } from './isqrt.js';

// The series below lose less than one unit per term; these bits, cut off at the end, hold that for any precision in use.
const GUARD = 32n;

/** Sum of sign^k / ((2k+1) n^(2k+1)) in units of 2^-bits: atanh(1/n) for sign 1, atan(1/n) for sign -1. */
const inverseSeries = (n: bigint, sign: bigint, bits: bigint): bigint => {
  let power = (1n << bits) / n;
  let total = 0n;
  for (let odd = 1n, factor = 1n; power > 0n; odd += 2n, factor *= sign) {
    total += (factor * power) / odd;
    power /= n * n;
  }
  return total;
};

const cached = (compute: (bits: bigint) => bigint): ((bits: bigint) => bigint) => {
  const known = new Map<bigint, bigint>();
  return (bits) => {
    const found = known.get(bits);
    if (found !== undefined) return found;
    const value = compute(bits);
    known.set(bits, value);
    return value;
  };
};

/** ln 2 * 2^bits, less than one off. */
export const ln2At = cached((bits) => {
  const part = (n: bigint) => inverseSeries(n, 1n, bits + GUARD);
  return (18n * part(26n) - 2n * part(4_801n) + 8n * part(8_749n)) >> GUARD;
});

/** sqrt(2 pi) * 2^bits, less than one off. Pi is Machin's 16 atan(1/5) - 4 atan(1/239). */
export const sqrtTwoPiAt = cached((bits) => {
  const part = (n: bigint) => inverseSeries(n, -1n, bits + GUARD);
  const twoPi = 2n * (16n * part(5n) - 4n * part(239n));
  return isqrt(twoPi << (bits + GUARD)) >> GUARD;
});
