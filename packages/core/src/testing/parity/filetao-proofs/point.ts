import { p256 } from '@noble/curves/nist.js';
import { decodeUtf8 } from '../../../hash/utf8.js';
import type { Point } from '../../../proofs/point.js';
import { type Outcome, raise } from './outcome.js';
import { pythonInt, pythonUnhexlify } from './python-text.js';

const { p, a, b } = p256.Point.CURVE();

/**
 * hex_to_ecc_point of FileTAO (storage/shared/ecc.py @ def46f8) on P-256: hex of either case, whatever int() takes, and "0,0" for
 * the point at infinity. Anything else raises, which ends the step of the validator and not the miner's.
 */
export const hexToPoint = (text: unknown): Outcome<Point> => {
  if (typeof text !== 'string') return raise('TypeError');
  const bytes = pythonUnhexlify(text);
  if (bytes === undefined) return raise('Error');
  const coordinates = decodeUtf8(bytes).split(',').map(pythonInt);
  const [x, y] = coordinates;
  if (x === undefined || y === undefined || coordinates.length !== 2) return raise('ValueError');
  if (x === 0n && y === 0n) return p256.Point.ZERO;
  const isElement = (n: bigint): boolean => n >= 0n && n < p;
  if (!(isElement(x) && isElement(y)) || (y * y - (x * x * x + a * x + b)) % p !== 0n) return raise('ValueError');
  return p256.Point.fromAffine({ x, y });
};
