import { p256 } from '@noble/curves/nist.js';
import type { Point } from './point.js';

const ORDER = p256.Point.Fn.ORDER;

/**
 * The commitment m*g + r*h, for any m, r >= 0: both count modulo the order of the curve. Not constant time: whoever commits sends
 * r to the validator, so there is no secret to keep.
 */
export const commit = (g: Point, h: Point, m: bigint, r: bigint): Point => g.mulAddUnsafe(m % ORDER, h, r % ORDER);

/** Whether a commitment opens to m with the randomness r. */
export const opens = (g: Point, h: Point, commitment: Point, m: bigint, r: bigint): boolean =>
  commit(g, h, m, r).equals(commitment);
