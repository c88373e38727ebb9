// Doubles and float32 are allowed in this file: it reproduces the arithmetic of the Bittensor SDK (numpy) for audits. Only
// + - * / and rounding to float32 occur, which are exactly specified. It never feeds a hash of ours.
import { numpySum, type Rounding } from './sdk-float.js';

const EPSILON = 1 / 10_000_000; // the double nearest to 1e-7, as division is correctly rounded

/** Where the SDK cuts: the weight (a double) that makes the capped ones come out near `limit` after normalising. */
const cutoffOf = (estimation: readonly number[], sum: number, limit: number, round: Rounding): number => {
  const count = estimation.length;
  const cumulated: number[] = [];
  let running = 0;
  let below = 0;
  for (const [i, share] of estimation.entries()) {
    running = i === 0 ? share : round(running + share);
    cumulated.push(running);
    const others = round((count - i - 1) * share);
    if (round(share / round(round(others + running) + round(EPSILON))) < round(limit)) below += 1;
  }
  const kept = cumulated[below === 0 ? count - 1 : below - 1] ?? 0; // Python's index -1 is the last
  const scale = round(round(round(limit) * kept) - round(EPSILON)) / (1 - limit * (count - below));
  return scale * sum;
};

/**
 * The SDK's normalize_max_weight (bittensor/utils/weight_utils.py, numpy 2): weights >= 0 that sum to one with none much above
 * `limit` (a share of one); all equal when the sum is 0 or the limit cannot hold. `round` is the precision of the array.
 * A plain number meets float32 as float32 (numpy 2), and the cutoff is a double.
 */
export const normaliseSdkMaxWeight = (x: readonly number[], limit: number, round: Rounding): readonly number[] => {
  const total = numpySum(x, round);
  if (total === 0 || x.length * limit <= 1) return x.map(() => round(1 / x.length));
  const sorted = [...x].sort((a, b) => a - b);
  const sum = numpySum(sorted, round);
  const estimation = sorted.map((value) => round(value / sum));
  if ((estimation.at(-1) ?? 0) <= round(limit)) return x.map((value) => round(value / total));
  const cutoff = cutoffOf(estimation, sum, limit, round);
  const capped = x.map((value) => (value > cutoff ? round(cutoff) : value));
  const cappedSum = numpySum(capped, round);
  return capped.map((value) => round(value / cappedSum));
};
