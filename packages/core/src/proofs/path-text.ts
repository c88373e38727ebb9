import { toHex } from '../hash/bytes.js';
import { decodeUtf8, encodeUtf8 } from '../hash/utf8.js';
import { base64Length, decodeBase64, encodeBase64 } from './base64.js';
import { decodeHex } from './hex.js';
import type { PathStep, StepShape } from './merkle.js';
import { decodePoint, POINT_BYTES_MAX } from './point.js';

const HASH_BYTES = 32;
/** Bytes of one step at most: the hex of a point, its side, quotes and blanks. */
const STEP_BYTES_MAX = 2 * POINT_BYTES_MAX + 64;

/** The wire form of a path: base64 of the JSON [{"left": "hex"}, ..], with the blanks that Python writes. */
export const encodePath = (path: readonly PathStep[]): string => {
  const steps = path.map(({ side, sibling }) => `{"${side}": "${toHex(sibling)}"}`);
  return encodeBase64(encodeUtf8(`[${steps.join(', ')}]`));
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // what is no JSON is no path
  }
};

/** One step as {"left": hex} or {"right": hex}, with a point for a sibling that is a leaf and 32 bytes for another one. */
const decodeStep = (u: unknown, { side, isLeaf }: StepShape): PathStep | 'malformed' | 'other shape' => {
  if (typeof u !== 'object' || u === null) return 'malformed';
  const entries = Object.entries(u);
  const [named, hex] = entries[0] ?? [];
  if (entries.length !== 1 || (named !== 'left' && named !== 'right') || typeof hex !== 'string') return 'malformed';
  const sibling = decodeHex(hex, POINT_BYTES_MAX);
  if (sibling === undefined) return 'malformed';
  if (named !== side) return 'other shape';
  const fits = isLeaf ? decodePoint(hex) !== undefined : sibling.length === HASH_BYTES;
  return fits ? { side, sibling } : 'other shape';
};

/** The path of a wire form that has the shape given. Malformed: it is no path at all; other shape: it is one of another leaf or tree. */
export const decodePath = (
  text: string,
  shape: readonly StepShape[],
): readonly PathStep[] | 'malformed' | 'other shape' => {
  const limitBytes = shape.length * STEP_BYTES_MAX + 64;
  if (text.length > base64Length(limitBytes)) return 'other shape'; // longer than any path of this tree
  const bytes = decodeBase64(text, limitBytes);
  const parsed = bytes === undefined ? undefined : parseJson(decodeUtf8(bytes));
  if (!Array.isArray(parsed)) return 'malformed';
  if (parsed.length !== shape.length) return 'other shape';
  const path: PathStep[] = [];
  for (const [i, step] of shape.entries()) {
    const decoded = decodeStep(parsed[i], step);
    if (typeof decoded === 'string') return decoded;
    path.push(decoded);
  }
  return path;
};
