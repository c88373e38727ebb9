import type { Fx } from '../numbers/fx.js';

/** The share of one uid, Fx >= 0. */
export interface UidShare {
  readonly uid: number;
  readonly share: Fx;
}

/** What a validator sends to the chain: uids ascending (0..65535) and their values (0..65535) at the same positions. */
export interface WeightVector {
  readonly uids: readonly number[];
  readonly values: readonly number[];
}

/** The greatest value of a weight on the chain. */
export const U16_MAX = 65_535;

/** The shares ascending by uid. Throws RangeError on a uid outside 0..65535 or given twice, and on a negative share. */
export const ascendingByUid = (shares: readonly UidShare[]): readonly UidShare[] => {
  const rows = [...shares].sort((a, b) => a.uid - b.uid);
  let previous = -1;
  for (const { uid, share } of rows) {
    if (!Number.isInteger(uid) || uid < 0 || uid > U16_MAX)
      throw new RangeError(`weights: expected a uid in 0..65535, got ${uid}`);
    if (uid === previous) throw new RangeError(`weights: expected one share per uid, got two for uid ${uid}`);
    if (share < 0n) throw new RangeError(`weights: expected a share >= 0 for uid ${uid}, got ${share}`);
    previous = uid;
  }
  return rows;
};
