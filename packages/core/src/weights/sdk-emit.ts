// Doubles are allowed in this file: it reproduces the arithmetic of the Bittensor SDK for audits. Only * / and rounding occur,
// which are exactly specified. It never feeds a hash of ours.
import { nearestDouble, roundHalfEven } from './sdk-float.js';
import { ascendingByUid, U16_MAX, type UidShare, type WeightVector } from './vector.js';

/**
 * The emit step of the SDK (bittensor/utils/weight_utils.py convert_weights_and_uids_for_emit, SDK 9.9 to 10.2): each weight
 * divided by the greatest, times 65535, ties to even, zeros dropped, in the order given; all zero gives an empty vector.
 * Doubles in. Throws RangeError where the SDK raises ValueError: nothing given, a negative weight or uid, unequal lengths.
 */
export const emitSdkWeights = (uids: readonly number[], weights: readonly number[]): WeightVector => {
  if (weights.length === 0) throw new RangeError('emitSdkWeights: expected at least one weight, got none');
  if (weights.some((weight) => weight < 0)) throw new RangeError('emitSdkWeights: expected weights >= 0');
  if (uids.some((uid) => uid < 0)) throw new RangeError('emitSdkWeights: expected uids >= 0');
  if (uids.length !== weights.length) {
    throw new RangeError(`emitSdkWeights: expected as many uids as weights, got ${uids.length} and ${weights.length}`);
  }
  const max = weights.reduce((greatest, weight) => Math.max(greatest, weight), 0);
  const out: { uids: number[]; values: number[] } = { uids: [], values: [] };
  if (max === 0) return out;
  for (const [i, uid] of uids.entries()) {
    const value = roundHalfEven(((weights[i] ?? 0) / max) * U16_MAX);
    if (value === 0) continue;
    out.uids.push(uid);
    out.values.push(value);
  }
  return out;
};

/**
 * Profile sdk-v1: the emit step of the SDK over the doubles nearest to the shares, uids ascending, zeros dropped.
 * Throws RangeError on an empty list and on a bad uid or share (see `ascendingByUid`).
 */
export const quantiseSdk = (shares: readonly UidShare[]): WeightVector => {
  const rows = ascendingByUid(shares);
  return emitSdkWeights(
    rows.map((row) => row.uid),
    rows.map((row) => nearestDouble(row.share)),
  );
};
