// Doubles and float32 are allowed in this file: it reproduces the arithmetic of the Bittensor SDK (numpy) for audits. Only
// + / and rounding to float32 occur, which are exactly specified. It never feeds a hash of ours.
import { numpySum, toFloat32 } from './sdk-float.js';

/**
 * How the SDK reads a row of weights back from the chain (bittensor/utils/weight_utils.py convert_weight_uids_and_vals_to_tensor):
 * `count` float32 shares of one, 0 for a uid without a value; of a uid given twice the last value counts. Throws RangeError
 * on a uid that is not below `count`.
 */
export const readSdkWeights = (
  count: number,
  uids: readonly number[],
  values: readonly number[],
): readonly number[] => {
  const row = Array.from({ length: count }, () => 0);
  for (const [i, uid] of uids.entries()) {
    if (uid >= count) throw new RangeError(`readSdkWeights: expected a uid below ${count}, got ${uid}`);
    row[uid] = toFloat32(values[i] ?? 0);
  }
  const sum = numpySum(row, toFloat32);
  return sum > 0 ? row.map((value) => toFloat32(value / sum)) : row;
};
