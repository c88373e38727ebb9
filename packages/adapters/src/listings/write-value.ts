import type { FieldKind } from './fields.js';
import { ESCAPED, NUMBER, TEXT } from './json-reader.js';
import { LISTING_LIMITS } from './limits.js';
import { normaliseValue } from './normalise.js';
import { unescaped } from './text.js';

const DECIMAL_BYTES_MAX = 40;

/** The bytes are a plain decimal that is the shortest already; zero and what is negative are left to the full look. */
const isShortDecimal = (bytes: Uint8Array, start: number, end: number): boolean => {
  if (end - start > DECIMAL_BYTES_MAX) return false;
  let point = end;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte >= 48 && byte <= 57) continue;
    if (byte !== 46 || point !== end) return false;
    point = at;
  }
  const first = bytes[start];
  if (point === end) return first !== 48;
  return point > start && (first !== 48 || point === start + 1) && point < end - 1 && bytes[end - 1] !== 48;
};

const DATE_BYTES = 10;
const isPlainDate = (bytes: Uint8Array, start: number, end: number): boolean => {
  if (end - start < DATE_BYTES || (end - start > DATE_BYTES && bytes[start + DATE_BYTES] !== 84)) return false;
  for (let i = 0; i < DATE_BYTES; i += 1) {
    const byte = bytes[start + i] ?? 0;
    if (i === 4 || i === 7 ? byte !== 45 : byte < 48 || byte > 57) return false;
  }
  const month = (bytes[start + 5] ?? 0) * 10 + (bytes[start + 6] ?? 0) - 528;
  const day = (bytes[start + 8] ?? 0) * 10 + (bytes[start + 9] ?? 0) - 528;
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
};

// A word for "nothing" begins with one of these, and white space is below "!".
const mayBeBlank = (bytes: Uint8Array, start: number, end: number): boolean => {
  const first = (bytes[start] ?? 0) | 32;
  return first === 110 || first === 117 || first === 45 || first <= 32 || (bytes[end - 1] ?? 0) <= 32;
};

const isPlainWord = (bytes: Uint8Array, start: number, end: number): boolean => {
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if ((byte < 65 || byte > 90) && (byte !== 95 || bytes[at - 1] === 95)) return false;
  }
  return true;
};

const areDigits = (bytes: Uint8Array, start: number, end: number): boolean => {
  for (let at = start; at < end; at += 1) if (((bytes[at] ?? 0) ^ 48) > 9) return false;
  return true;
};

/** How many bytes from `start` on are the normalised value already; -1 when that has to be looked at in full. */
const plainLength = (kind: FieldKind, bytes: Uint8Array, start: number, end: number, form: number): number => {
  const length = end - start;
  if (length === 0 || length > LISTING_LIMITS.valueBytes || form === ESCAPED) return -1;
  if (form === NUMBER) {
    if (kind === 'id') return bytes[start] !== 48 && areDigits(bytes, start, end) ? length : -1;
    const from = kind === 'decimal' && bytes[start] === 45 ? start + 1 : start;
    return kind !== 'zipcode' && kind !== 'date' && isShortDecimal(bytes, from, end) ? length : -1;
  }
  if (mayBeBlank(bytes, start, end)) return -1;
  switch (kind) {
    case 'text':
      return length;
    case 'word':
      return isPlainWord(bytes, start, end) ? length : -1;
    case 'id':
      return bytes[start] !== 48 && length <= 64 && areDigits(bytes, start, end) ? length : -1;
    case 'zipcode':
      return length === 5 && areDigits(bytes, start, end) ? length : -1;
    case 'date':
      return isPlainDate(bytes, start, end) ? DATE_BYTES : -1;
    case 'decimal':
    case 'amount':
    case 'positive':
      return -1;
  }
};

const textOf = (bytes: Uint8Array, start: number, end: number, form: number): string => {
  const content = form === ESCAPED ? unescaped(bytes, start, end) : bytes.subarray(start, end);
  return Buffer.from(content.buffer, content.byteOffset, content.length).toString('utf8');
};

/**
 * Writes the normalised value of a slot at `at` and answers its end, which is `at` for a blank one. It says the same as
 * `normaliseValue`, without a text for the values that need no change; there is room for `valueBytes`.
 */
export const writeValue = (
  kind: FieldKind,
  bytes: Uint8Array,
  start: number,
  end: number,
  form: number,
  out: Buffer,
  at: number,
): number => {
  if (form !== TEXT && form !== NUMBER && form !== ESCAPED) return at;
  const length = plainLength(kind, bytes, start, end, form);
  if (length >= 0) {
    for (let i = 0; i < length; i += 1) out[at + i] = bytes[start + i] ?? 0;
    return at + length;
  }
  const value = normaliseValue(kind, textOf(bytes, start, end, form), form === NUMBER);
  return Buffer.byteLength(value) > LISTING_LIMITS.valueBytes ? at : at + out.write(value, at);
};
