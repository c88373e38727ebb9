import { p256 } from '@noble/curves/nist.js';
import { toHex } from '../hash/bytes.js';
import { encodeUtf8 } from '../hash/utf8.js';
import { decodeDecimal } from './decimal.js';
import { decodeHex } from './hex.js';

/** A point of NIST P-256. */
export type Point = typeof p256.Point.BASE;

/** The name of the only curve. */
export const CURVE = 'P-256';

const { p, a, b } = p256.Point.CURVE();
/** Two decimals of 78 digits and a comma. */
export const POINT_BYTES_MAX = 157;

/** A point as FileTAO writes it: the ASCII bytes of "x,y" in decimal. The point at infinity has no such text here. */
export const pointBytes = (point: Point): Uint8Array => {
  const { x, y } = point.toAffine();
  return encodeUtf8(`${x},${y}`);
};

/** `pointBytes` as lower-case hex, which is how points travel. */
export const encodePoint = (point: Point): string => toHex(pointBytes(point));

/**
 * The point of its one spelling: lower-case hex of "x,y", both canonical decimals below the prime of the field, on the curve.
 * Undefined for anything else, the point at infinity too.
 */
export const decodePoint = (text: string): Point | undefined => {
  const bytes = decodeHex(text, POINT_BYTES_MAX);
  if (bytes === undefined) return undefined;
  const [left = '', right = '', ...more] = String.fromCharCode(...bytes).split(',');
  const [x, y] = [decodeDecimal(left, p - 1n), decodeDecimal(right, p - 1n)];
  if (x === undefined || y === undefined || more.length > 0) return undefined;
  return (y * y - (x * x * x + a * x + b)) % p === 0n ? p256.Point.fromAffine({ x, y }) : undefined;
};
