import type { FieldKind } from './fields.js';
import { DIGITS, ESCAPED, NUMBER, OTHER } from './json-scan.js';
import { LISTING_LIMITS } from './limits.js';
import { normaliseValue } from './normalise.js';
import { unescaped } from './text.js';

const DECIMAL_BYTES_MAX = 40;

/** The bytes of a number with a point are the shortest decimal already: no exponent, and no zero at the end. */
const isShortFraction = (bytes: Uint8Array, start: number, end: number): boolean => {
  if (end - start > DECIMAL_BYTES_MAX || bytes[end - 1] === 48) return false;
  let hasPoint = false;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === 46) hasPoint = true;
    else if (byte > 57) return false;
  }
  return hasPoint;
};

/** How many bytes of a number are its normalised value already; -1 when that has to be looked at in full. */
const plainNumber = (kind: FieldKind, bytes: Uint8Array, start: number, end: number, form: number): number => {
  if (kind === 'zipcode' || kind === 'date') return -1;
  const length = end - start;
  if (form === DIGITS) return length <= DECIMAL_BYTES_MAX && (kind !== 'positive' || bytes[start] !== 48) ? length : -1;
  return (kind === 'decimal' || bytes[start] !== 45) && kind !== 'id' && isShortFraction(bytes, start, end)
    ? length
    : -1;
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

// A word for "nothing" begins with one of these; of white space only the space stands in a string without escape.
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
  if (form === DIGITS || form === NUMBER) return plainNumber(kind, bytes, start, end, form);
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

// An escape has at most six bytes for each byte of what it says.
const ESCAPED_BYTES_MAX = 6 * LISTING_LIMITS.valueBytes;

/** What a slot says, undefined when that is longer than a value may be: then it is not even unpacked. */
const textOf = (bytes: Uint8Array, start: number, end: number, form: number): string | undefined => {
  if (end - start > (form === ESCAPED ? ESCAPED_BYTES_MAX : LISTING_LIMITS.valueBytes)) return undefined;
  const content = form === ESCAPED ? unescaped(bytes, start, end) : bytes.subarray(start, end);
  if (content.length > LISTING_LIMITS.valueBytes) return undefined;
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
  if (form === OTHER) return at;
  const length = plainLength(kind, bytes, start, end, form);
  if (length >= 0) {
    for (let i = 0; i < length; i += 1) out[at + i] = bytes[start + i] ?? 0;
    return at + length;
  }
  const text = textOf(bytes, start, end, form);
  if (text === undefined) return at;
  return at + out.write(normaliseValue(kind, text, form === NUMBER || form === DIGITS), at);
};
