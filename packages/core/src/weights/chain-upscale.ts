import { U16_MAX } from './vector.js';

const FRACTION_BITS = 32n;
const HALF = 1n << (FRACTION_BITS - 1n);
const TOP = BigInt(U16_MAX);
const LARGE = 32_768n; // above it e * 65535 would overflow I32F32, so the chain divides first

/** Rounds an I32F32 >= 0 to the nearest integer, ties away from zero. It cannot exceed 65535, because no e exceeds the max. */
const roundToU16 = (fixed: bigint): number => Number((fixed + HALF) >> FRACTION_BITS);

/**
 * What the chain stores for weights (u16) that were sent: scaled so that the greatest is 65535, in I32F32 as integers.
 * Divisions truncate to 32 fraction bits, the result is rounded half away from zero; all zero stays all zero.
 * Source: subtensor pallets/subtensor/src/epoch/math.rs vec_u16_max_upscale_to_u16 @ 14bc6f9f.
 */
export const chainUpscale = (values: readonly number[]): readonly number[] => {
  const max = BigInt(values.reduce((greatest, value) => Math.max(greatest, value), 0));
  if (max === 0n) return values.map(() => 0);
  const ratio = (TOP << FRACTION_BITS) / max;
  return values.map((value) => {
    const e = BigInt(value);
    return roundToU16(max > LARGE ? e * ratio : ((e * TOP) << FRACTION_BITS) / max);
  });
};
