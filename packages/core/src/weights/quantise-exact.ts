import { ascendingByUid, U16_MAX, type UidShare, type WeightVector } from './vector.js';

/** w/max of 65535 rounded half up; a share that is not zero keeps at least 1, so an honest small miner never becomes a zero. */
const u16Of = (share: bigint, max: bigint): number => {
  if (share === 0n) return 0;
  const value = (2n * share * BigInt(U16_MAX) + max) / (2n * max);
  return value === 0n ? 1 : Number(value);
};

/**
 * Profile exact-v1: v = floor((2*w*65535 + max) / (2*max)), at least 1 for a non-zero share, an entry for every uid given,
 * zeros included (the chain keeps them and asks for a minimum length); all zero stays all zero. Exact integers.
 * Throws RangeError on a bad uid or share (see `ascendingByUid`).
 */
export const quantiseExact = (shares: readonly UidShare[]): WeightVector => {
  const rows = ascendingByUid(shares);
  let max = 0n;
  for (const { share } of rows) if (share > max) max = share;
  return { uids: rows.map((row) => row.uid), values: rows.map((row) => u16Of(row.share, max)) };
};
