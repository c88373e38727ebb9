/** Which buckets a window holds: the last numbers, empty or not, or the last buckets that exist. */
export type WindowKind = 'calendar' | 'existing';

/**
 * The buckets of a window of `length` that ends with bucket `now`, ascending. `existing` are the numbers of the buckets that hold
 * something. Calendar: now-length+1..now, so a gap is a gap. Existing: the last `length` of those that exist up to `now`, so old
 * buckets survive a gap (as in Masa's code). Buckets after `now` never count.
 */
export const windowBuckets = (
  kind: WindowKind,
  length: number,
  now: number,
  existing: Iterable<number>,
): readonly number[] => {
  if (!(Number.isSafeInteger(length) && length >= 1)) {
    throw new RangeError(`windowBuckets: expected a length of at least 1, got ${length}`);
  }
  const known = [...new Set(existing)].filter((bucket) => bucket <= now).sort((a, b) => a - b);
  return kind === 'calendar' ? known.filter((bucket) => bucket > now - length) : known.slice(-length);
};

/** The sum of the values in the buckets given; a bucket without a value counts 0. Safe integers, exact. */
export const sumWindow = (values: ReadonlyMap<number, number>, buckets: readonly number[]): number => {
  let sum = 0;
  for (const bucket of buckets) sum += values.get(bucket) ?? 0;
  return sum;
};
