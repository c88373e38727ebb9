import { decodeDecimal } from './decimal.js';
import { decodePoint, type Point } from './point.js';
import { isRefused, type Refused, refuse } from './verdict.js';

/** An answer as it came: any value at all. */
export type Answer = Readonly<Record<string, unknown>>;

/** The greatest hash as a number. */
export const HASH_MAX = (1n << 256n) - 1n;
// FileTAO draws it from 1..2^256, both included.
const RANDOMNESS_MAX = 1n << 256n;

/** An object with fields; MISSING for anything else. */
export const asAnswer = (u: unknown): Answer | Refused =>
  typeof u === 'object' && u !== null && !Array.isArray(u) ? (u as Answer) : refuse('MISSING', 'response');

/** A text field, of any content. */
export const textOf = (answer: Answer, field: string): string | Refused => {
  const value = Object.hasOwn(answer, field) ? answer[field] : undefined;
  if (value === undefined || value === null) return refuse('MISSING', field);
  return typeof value === 'string' ? value : refuse('MALFORMED', field);
};

/** A hash in decimal, 0..2^256-1; what comes back is its text, which has one spelling. */
export const hashOf = (answer: Answer, field: string): string | Refused => {
  const text = textOf(answer, field);
  if (isRefused(text)) return text;
  return decodeDecimal(text, HASH_MAX) === undefined ? refuse('MALFORMED', field) : text;
};

/** A point of the curve. */
export const pointOf = (answer: Answer, field: string): Point | Refused => {
  const text = textOf(answer, field);
  return isRefused(text) ? text : (decodePoint(text) ?? refuse('MALFORMED', field));
};

/** The randomness of a commitment, 1..2^256: decimal text, or a bigint or safe integer where JSON could hold it. */
export const randomnessOf = (answer: Answer, field: string): bigint | Refused => {
  const value = Object.hasOwn(answer, field) ? answer[field] : undefined;
  if (value === undefined || value === null) return refuse('MISSING', field);
  const isNumber = typeof value === 'bigint' || (typeof value === 'number' && Number.isSafeInteger(value));
  if (typeof value !== 'string' && !isNumber) return refuse('MALFORMED', field);
  const randomness = typeof value === 'bigint' ? value : decodeDecimal(String(value), RANDOMNESS_MAX);
  if (randomness === undefined || randomness < 1n || randomness > RANDOMNESS_MAX) return refuse('MALFORMED', field);
  return randomness;
};
