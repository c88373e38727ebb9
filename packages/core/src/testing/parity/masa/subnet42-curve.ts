// Doubles, exp and tanh are allowed in this file: it reproduces the arithmetic of subnet-42 for comparison. It never feeds a hash.

export interface Subnet42Options {
  readonly topPercentile: number;
  readonly reward: number;
  readonly steepness: number;
  readonly center: number;
  readonly boost: number;
}

/** Defaults of apply_kurtosis_custom. */
export const CUSTOM: Subnet42Options = { topPercentile: 90, reward: 1.4, steepness: 2, center: 0.5, boost: 0.2 };
/** apply_kurtosis: the same without a factor for the top. */
export const PLAIN: Subnet42Options = { ...CUSTOM, reward: 1 };

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** numpy's percentile (linear) of ascending values. */
const percentile = (ascending: readonly number[], p: number): number => {
  const position = ((ascending.length - 1) * p) / 100;
  const index = Math.floor(position);
  const low = ascending[index] ?? 0;
  const high = ascending[index + 1] ?? low;
  return low + (high - low) * (position - index);
};

/**
 * The curve of the successor, masa-finance/subnet-42 validator/weights.py (apply_kurtosis and apply_kurtosis_custom): a sigmoid of z plus a tanh, a
 * factor for the top, then stretched to 0..1. Despite the name nothing of it is a kurtosis. Within 1e-12 of numpy.
 */
export const subnet42Curve = (x: readonly number[], options: Subnet42Options): number[] => {
  if (x.every((value) => value === 0)) return x.map(() => 0);
  const mean = sum(x) / x.length;
  const sd = Math.sqrt(sum(x.map((value) => (value - mean) * (value - mean))) / x.length);
  const top = percentile(
    [...x].sort((a, b) => a - b),
    options.topPercentile,
  );
  const y = x.map((value) => {
    const c = (value - mean) / (sd + 1e-8);
    const base = 1 / (1 + Math.exp(-options.steepness * (c - options.center))) + options.boost * Math.tanh(c);
    return value >= top ? base * options.reward : base;
  });
  const least = Math.min(...y);
  const most = Math.max(...y);
  return y.map((value) => (value - least) / (most - least + 1e-8));
};
