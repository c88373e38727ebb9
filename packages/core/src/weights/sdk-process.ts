// Doubles and float32 are allowed in this file: it reproduces the arithmetic of the Bittensor SDK (numpy) for audits. Only
// + - * / and rounding to float32 occur, which are exactly specified. It never feeds a hash of ours.
import { emitSdkWeights } from './sdk-emit.js';
import { nearestDouble, toFloat32, toFloat64 } from './sdk-float.js';
import { normaliseSdkMaxWeight } from './sdk-normalise.js';
import { ascendingByUid, U16_MAX, type UidShare, type WeightVector } from './vector.js';

/** What the process step reads from the chain. `maxWeightLimit` is a share of one, `excludeQuantile` a u16. */
export interface SdkLimits {
  readonly numNeurons: number;
  readonly minAllowedWeights: number;
  readonly maxWeightLimit: number;
  readonly excludeQuantile: number;
}

/** Uids and their weights (doubles that sum to about one) at the same positions. */
export interface SdkWeights {
  readonly uids: readonly number[];
  readonly weights: readonly number[];
}

const FLOOR = 1 / 100_000; // the double nearest to 1e-5, as division is correctly rounded

const range = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i);

/** numpy 2's quantile (linear) of float32 values, ascending and not empty: the position is a double, the value a float32. */
const quantile32 = (ascending: readonly number[], q: number): number => {
  const position = (ascending.length - 1) * q;
  const index = Math.floor(position);
  const low = ascending[index] ?? 0;
  const high = ascending[index + 1] ?? low;
  const step = toFloat32(high - low);
  const part = position - index;
  if (2 * part < 1) return toFloat32(low + toFloat32(step * toFloat32(part)));
  return toFloat32(high - toFloat32(step * toFloat32(1 - part)));
};

/** Too few weights: 1e-5 for everyone plus the weights at their POSITIONS, not at their uids (the SDK's own mistake, kept). */
const padded = (weights: readonly number[], limits: SdkLimits): SdkWeights => {
  const out = range(limits.numNeurons).map(() => FLOOR);
  for (const [position, weight] of weights.entries()) {
    if (!(weight > 0)) continue;
    if (position >= out.length)
      throw new RangeError(`processSdkWeights: position ${position} is beyond ${out.length} neurons`);
    out[position] = FLOOR + weight;
  }
  return { uids: range(out.length), weights: normaliseSdkMaxWeight(out, limits.maxWeightLimit, toFloat64) };
};

/**
 * The process step of the SDK (bittensor/utils/weight_utils.py process_weights, SDK 10.2 on numpy 2): weights are rounded to
 * float32; no positive weight or fewer neurons than allowed weights pays everyone alike; fewer positive weights than allowed
 * pads (in float64); else the lowest quantile is dropped and the rest normalised (in float32).
 * Throws RangeError where the SDK raises IndexError: a weight to pad beyond the last neuron.
 */
export const processSdkWeights = (
  uids: readonly number[],
  weights: readonly number[],
  limits: SdkLimits,
): SdkWeights => {
  const rounded = weights.map(toFloat32);
  const positive = range(weights.length).filter((i) => (rounded[i] ?? 0) > 0);
  const { numNeurons, minAllowedWeights } = limits;
  if (positive.length === 0 || numNeurons < minAllowedWeights) {
    return { uids: range(numNeurons), weights: range(numNeurons).map(() => 1 / numNeurons) };
  }
  if (positive.length < minAllowedWeights) return padded(rounded, limits);
  const values = positive.map((i) => rounded[i] ?? 0);
  const excludable = Math.max(0, values.length - minAllowedWeights) / values.length;
  const lowest = quantile32(
    [...values].sort((a, b) => a - b),
    Math.min(limits.excludeQuantile / U16_MAX, excludable),
  );
  const kept = positive.filter((i) => lowest <= (rounded[i] ?? 0));
  const keptValues = kept.map((i) => rounded[i] ?? 0);
  return {
    uids: kept.map((i) => uids[i] ?? 0),
    weights: normaliseSdkMaxWeight(keptValues, limits.maxWeightLimit, toFloat32),
  };
};

/**
 * Profile sdk-full-v1, for parity only: the process step, then the emit step, over the doubles nearest to the shares.
 * Throws RangeError on a bad uid or share (see `ascendingByUid`), or when the padding would run past the last neuron.
 */
export const quantiseSdkFull = (shares: readonly UidShare[], limits: SdkLimits): WeightVector => {
  const rows = ascendingByUid(shares);
  const processed = processSdkWeights(
    rows.map((row) => row.uid),
    rows.map((row) => nearestDouble(row.share)),
    limits,
  );
  return emitSdkWeights(processed.uids, processed.weights);
};
