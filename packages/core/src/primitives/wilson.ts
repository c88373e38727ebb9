import { FX_ONE, type Fx, floorDiv, fxFromRaw } from '../numbers/fx.js';
import { isqrt } from '../numbers/isqrt.js';

const MILLION = 1_000_000n;

/**
 * The Wilson interval of s successes in n tries at z = a/b, brought to whole numbers: centre = middle/width, lower bound =
 * (middle - sqrt(spread/n)) / width. With z = a/b and everything multiplied by 2*b^2:
 * middle = 2*b^2*s + a^2, width = 2*(b^2*n + a^2), spread = a^2 * (4*b^2*s*(n-s) + a^2*n).
 */
interface Interval {
  readonly n: bigint;
  readonly middle: bigint;
  readonly width: bigint;
  readonly spread: bigint;
}

const intervalOf = (s: number, n: number, zNum: bigint, zDen: bigint): Interval => {
  if (!(Number.isInteger(n) && Number.isInteger(s) && s >= 0 && s <= n)) {
    throw new RangeError(`wilson: expected 0 <= successes <= tries, got ${s} of ${n}`);
  }
  if (zNum <= 0n || zDen <= 0n) throw new RangeError(`wilson: expected z > 0, got ${zNum}/${zDen}`);
  const tries = BigInt(n);
  const hits = BigInt(s);
  const aa = zNum * zNum;
  const bb = zDen * zDen;
  return {
    n: tries,
    middle: 2n * bb * hits + aa,
    width: 2n * (bb * tries + aa),
    spread: aa * (4n * bb * hits * (tries - hits) + aa * tries),
  };
};

/**
 * Whether the lower bound of the Wilson interval, (s + z^2/2 - z*sqrt(s(n-s)/n + z^2/4)) / (n + z^2), is at least thresholdPpm:
 * decided exactly, by comparing squares. n = 0 has the lower bound 0. z = zNum/zDen > 0. Throws RangeError unless 0 <= s <= n.
 */
export const wilsonLowerAtLeast = (s: number, n: number, zNum: bigint, zDen: bigint, thresholdPpm: number): boolean => {
  const { n: tries, middle, width, spread } = intervalOf(s, n, zNum, zDen);
  if (tries === 0n) return thresholdPpm <= 0;
  const margin = middle * MILLION - BigInt(thresholdPpm) * width;
  return margin >= 0n && margin * margin * tries >= MILLION * MILLION * spread;
};

/** The lower bound of the Wilson interval as Fx in 0..1: the exact floor, for display. Arguments as in `wilsonLowerAtLeast`. */
export const wilsonLower = (s: number, n: number, zNum: bigint, zDen: bigint): Fx => {
  const { n: tries, middle, width, spread } = intervalOf(s, n, zNum, zDen);
  if (tries === 0n) return fxFromRaw(0n);
  // floor((K - r) / D) = floor((K - ceil(r)) / D) for whole K and D, so an integer root is enough.
  const square = spread * tries * FX_ONE * FX_ONE;
  const root = isqrt(square);
  const ceiling = root * root === square ? root : root + 1n;
  return fxFromRaw(floorDiv(middle * tries * FX_ONE - ceiling, width * tries));
};

/**
 * Whether the centre of the Wilson interval, (s + z^2/2) / (n + z^2), is at least thresholdPpm: by cross-multiplication, exact.
 * n = 0 has the centre 1/2. z = zNum/zDen > 0. Throws RangeError unless 0 <= s <= n.
 */
export const wilsonCentreAtLeast = (
  s: number,
  n: number,
  zNum: bigint,
  zDen: bigint,
  thresholdPpm: number,
): boolean => {
  const { middle, width } = intervalOf(s, n, zNum, zDen);
  return middle * MILLION >= BigInt(thresholdPpm) * width;
};

/** The centre of the Wilson interval as Fx in 0..1: the exact floor. Arguments as in `wilsonCentreAtLeast`. */
export const wilsonCentre = (s: number, n: number, zNum: bigint, zDen: bigint): Fx => {
  const { middle, width } = intervalOf(s, n, zNum, zDen);
  return fxFromRaw((middle * FX_ONE) / width);
};
