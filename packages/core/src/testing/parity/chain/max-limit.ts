const FRACTION_BITS = 32n;
const TOP = 65_535n;

/**
 * Whether no weight (u16) is more than maxLimit/65535 of the sum, in I32F32 as integers (divisions truncate); true for none or all
 * zero. The chain has not refused a vector for it since October 2025 (its limit became the constant 65535), so this is parity only.
 * Source: subtensor pallets/subtensor/src/epoch/math.rs check_vec_max_limited @ 14bc6f9f.
 */
export const chainAllowsMax = (values: readonly number[], maxLimit: number): boolean => {
  let sum = 0n;
  let max = 0n;
  for (const value of values) {
    const weight = BigInt(value);
    sum += weight;
    if (weight > max) max = weight;
  }
  if (sum === 0n) return true;
  return (max << FRACTION_BITS) / sum <= (BigInt(maxLimit) << FRACTION_BITS) / TOP;
};
