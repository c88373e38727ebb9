import { isUtf8 } from 'node:buffer';
import * as E from 'fp-ts/lib/Either.js';
import {
  findKnown,
  HEADER_NODE,
  HEADER_SLOTS,
  isKeyAt,
  type Known,
  MARK_COUNT,
  NODE_COUNT,
  ROW_NODE,
  SLOT_COUNT,
} from './alias-tree.js';
import type { ListingFault, ListingFaultCode } from './fault.js';
import { LISTING_LIMITS } from './limits.js';
import { codeUnitAt, isEscape, unescaped } from './text.js';

/** What stands in a slot: text without escapes, text with escapes, a number, digits alone, or what is always blank. */
export const TEXT = 1;
export const ESCAPED = 2;
export const NUMBER = 3;
export const DIGITS = 4;
export const OTHER = 5;

/** The values of one row that are read: where they stand in the bytes, and in which form. 0 says that there is none. */
export interface Slots {
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly form: Uint8Array;
}

const SPACE = 32;
const QUOTE = 34;
const BACKSLASH = 92;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const COMMA = 44;
const COLON = 58;
const LISTINGS = HEADER_SLOTS.get('listings') ?? -1;

const HEADER_OWNER = 1;
// Six bytes for each letter of a known key, when every one is escaped; a longer key is none.
const KEY_BYTES_MAX = 6 * 32;

const LITERALS = ['true', 'false', 'null'].map((word) => new TextEncoder().encode(word));

const isDigit = (byte: number): boolean => byte >= 48 && byte <= 57;

/** The state of reading one file; functions of the module work on it, for the engine inlines those and not closures. */
interface Reader {
  readonly bytes: Uint8Array;
  readonly onRow: (slots: Slots) => void;
  readonly header: Slots;
  readonly row: Slots;
  /** The object in which a known key was last seen; rows count from 2. */
  readonly seenIn: Int32Array;
  /** Which known key last came behind a known key, or first in the object of a node. */
  readonly follower: (Known | undefined)[];
  /** Those of the object that is being read. */
  slots: Slots;
  owner: number;
  /** Form of the value that was read last. */
  form: number;
  fault: ListingFault | undefined;
}

const newSlots = (): Slots => ({
  start: new Int32Array(SLOT_COUNT),
  end: new Int32Array(SLOT_COUNT),
  form: new Uint8Array(SLOT_COUNT),
});

const newReader = (bytes: Uint8Array, onRow: (slots: Slots) => void): Reader => {
  const header = newSlots();
  return {
    bytes,
    onRow,
    header,
    row: newSlots(),
    seenIn: new Int32Array(MARK_COUNT),
    follower: new Array(MARK_COUNT + NODE_COUNT + 1).fill(undefined),
    slots: header,
    owner: HEADER_OWNER,
    form: 0,
    fault: undefined,
  };
};

const fail = (r: Reader, code: ListingFaultCode, offset: number, expected: string): number => {
  r.fault ??= { code, offset, expected };
  return -1;
};

const skipSpace = (r: Reader, from: number): number => {
  const { bytes } = r;
  let at = from;
  let byte = bytes[at] ?? QUOTE;
  while (byte <= SPACE && (byte === SPACE || byte === 10 || byte === 13 || byte === 9)) {
    at += 1;
    byte = bytes[at] ?? QUOTE;
  }
  return at;
};

// From behind the opening quote to the closing one.
const stringEnd = (r: Reader, from: number): number => {
  const { bytes } = r;
  r.form = TEXT;
  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte > BACKSLASH || (byte > QUOTE && byte !== BACKSLASH)) continue;
    if (byte === QUOTE) return at;
    if (byte < SPACE) return fail(r, 'NOT_JSON', at, 'the end of a string');
    if (byte !== BACKSLASH) continue;
    r.form = ESCAPED;
    const letter = bytes[at + 1] ?? 0;
    if (!isEscape(letter)) return fail(r, 'NOT_JSON', at, 'an escape of JSON');
    if (letter === 117 && codeUnitAt(bytes, at + 2) < 0) return fail(r, 'NOT_JSON', at, 'four hex digits');
    at += letter === 117 ? 5 : 1;
  }
  return fail(r, 'NOT_JSON', bytes.length, 'the end of a string');
};

const digitsEnd = (r: Reader, from: number): number => {
  const { bytes } = r;
  let at = from;
  while (isDigit(bytes[at] ?? 0)) at += 1;
  return at === from ? fail(r, 'NOT_JSON', at, 'a digit') : at;
};

const numberEnd = (r: Reader, from: number): number => {
  const { bytes } = r;
  let at = bytes[from] === 45 ? from + 1 : from;
  at = bytes[at] === 48 ? at + 1 : digitsEnd(r, at);
  r.form = at > from && bytes[from] !== 45 ? DIGITS : NUMBER;
  const next = at < 0 ? 0 : bytes[at];
  if (next !== 46 && next !== 101 && next !== 69) return at;
  r.form = NUMBER;
  if (next === 46) at = digitsEnd(r, at + 1);
  const letter = at < 0 ? 0 : bytes[at];
  if (letter !== 101 && letter !== 69) return at;
  const sign = bytes[at + 1];
  return digitsEnd(r, sign === 43 || sign === 45 ? at + 2 : at + 1);
};

const literalEnd = (r: Reader, from: number): number => {
  const { bytes } = r;
  r.form = OTHER;
  for (const word of LITERALS) {
    let i = 0;
    while (i < word.length && bytes[from + i] === word[i]) i += 1;
    if (i === word.length) return from + i;
  }
  return fail(r, 'NOT_JSON', from, 'a value of JSON');
};

const valueEnd = (r: Reader, from: number, depth: number): number => {
  const { bytes } = r;
  const byte = bytes[from] ?? 0;
  if (byte === QUOTE) {
    const at = stringEnd(r, from + 1);
    return at < 0 ? at : at + 1;
  }
  if (byte === 45 || isDigit(byte)) return numberEnd(r, from);
  if (byte === OPEN_OBJECT) return objectEnd(r, from, -1, depth + 1);
  if (byte === OPEN_LIST) return listEnd(r, from, depth + 1, false);
  return literalEnd(r, from);
};

const rowEnd = (r: Reader, from: number, depth: number): number => {
  const { bytes } = r;
  if (bytes[from] !== OPEN_OBJECT) return fail(r, 'NOT_ROWS', from, 'an object for each row');
  if (r.owner > LISTING_LIMITS.rows) return fail(r, 'TOO_MANY_ROWS', from, `at most ${LISTING_LIMITS.rows} rows`);
  r.owner += 1;
  r.slots = r.row;
  r.row.form.fill(0);
  const at = objectEnd(r, from, ROW_NODE, depth);
  r.slots = r.header;
  if (at >= 0) r.onRow(r.row);
  return at;
};

const listEnd = (r: Reader, from: number, depth: number, ofRows: boolean): number => {
  const { bytes } = r;
  if (depth > LISTING_LIMITS.depth) return fail(r, 'TOO_DEEP', from, `at most ${LISTING_LIMITS.depth} levels`);
  let at = skipSpace(r, from + 1);
  if (bytes[at] !== CLOSE_LIST) {
    for (;;) {
      at = ofRows ? rowEnd(r, at, depth + 1) : valueEnd(r, at, depth);
      if (at < 0) return at;
      at = skipSpace(r, at);
      const byte = bytes[at];
      if (byte === CLOSE_LIST) break;
      if (byte !== COMMA) return fail(r, 'NOT_JSON', at, '"," or "]"');
      at = skipSpace(r, at + 1);
    }
  }
  r.form = OTHER;
  return at + 1;
};

const knownEnd = (r: Reader, known: Known, from: number, depth: number): number => {
  const { bytes } = r;
  if (r.seenIn[known.mark] === r.owner) return fail(r, 'DUPLICATE_KEY', from, 'every key once');
  r.seenIn[known.mark] = r.owner;
  const first = bytes[from];
  if (known.child >= 0 && first === OPEN_OBJECT) return objectEnd(r, from, known.child, depth + 1);
  if (known.slot === LISTINGS) {
    if (first !== OPEN_LIST) return fail(r, 'NOT_ROWS', from, 'a list of rows');
    const at = listEnd(r, from, depth + 1, true);
    r.owner = HEADER_OWNER;
    r.header.form[LISTINGS] = OTHER;
    return at;
  }
  const inside = first === QUOTE ? 1 : 0;
  const end = inside === 1 ? stringEnd(r, from + 1) : valueEnd(r, from, depth);
  if (known.slot >= 0) {
    r.slots.start[known.slot] = from + inside;
    r.slots.end[known.slot] = end;
    r.slots.form[known.slot] = r.form;
  }
  return end < 0 ? end : end + inside;
};

const membersEnd = (r: Reader, from: number, node: number, depth: number): number => {
  const { bytes } = r;
  let at = from;
  let last = MARK_COUNT + node + 1;
  for (;;) {
    if (bytes[at] !== QUOTE) return fail(r, 'NOT_JSON', at, 'a key');
    const keyStart = at + 1;
    // Rows have their keys in one order mostly, so the key that came here in the row before is tried first.
    let known = r.follower[last];
    let keyEnd = keyStart + (known === undefined ? 0 : known.key.length);
    if (known === undefined || bytes[keyEnd] !== QUOTE || !isKeyAt(known, bytes, keyStart)) {
      keyEnd = stringEnd(r, keyStart);
      if (keyEnd < 0) return keyEnd;
      const key =
        r.form === ESCAPED ? unescaped(bytes, keyStart, Math.min(keyEnd, keyStart + KEY_BYTES_MAX)) : undefined;
      if (node < 0 || keyEnd - keyStart > KEY_BYTES_MAX) known = undefined;
      else known = key === undefined ? findKnown(bytes, keyStart, keyEnd, node) : findKnown(key, 0, key.length, node);
      if (known !== undefined) r.follower[last] = known;
    }
    at = keyEnd + 1;
    if (bytes[at] !== COLON) at = skipSpace(r, at);
    if (bytes[at] !== COLON) return fail(r, 'NOT_JSON', at, '":"');
    at += 1;
    if ((bytes[at] ?? 0) <= SPACE) at = skipSpace(r, at);
    if (known === undefined) at = valueEnd(r, at, depth);
    else {
      last = known.mark;
      at = knownEnd(r, known, at, depth);
    }
    if (at < 0) return at;
    if ((bytes[at] ?? 0) <= SPACE) at = skipSpace(r, at);
    const byte = bytes[at];
    if (byte === CLOSE_OBJECT) return at;
    if (byte !== COMMA) return fail(r, 'NOT_JSON', at, '"," or "}"');
    at += 1;
    if (bytes[at] !== QUOTE) at = skipSpace(r, at);
  }
};

function objectEnd(r: Reader, from: number, node: number, depth: number): number {
  const { bytes } = r;
  if (depth > LISTING_LIMITS.depth) return fail(r, 'TOO_DEEP', from, `at most ${LISTING_LIMITS.depth} levels`);
  let at = skipSpace(r, from + 1);
  if (bytes[at] !== CLOSE_OBJECT) at = membersEnd(r, at, node, depth);
  r.form = OTHER;
  return at < 0 ? at : at + 1;
}

const fileEnd = (r: Reader): number => {
  const { bytes } = r;
  let at = skipSpace(r, 0);
  if (bytes[at] !== OPEN_OBJECT) return fail(r, 'NOT_JSON', at, 'an object with the header');
  at = objectEnd(r, at, HEADER_NODE, 1);
  const hasList = r.header.form[LISTINGS] !== 0;
  for (at = at < 0 ? at : skipSpace(r, at); at >= 0 && at < bytes.length; at = at < 0 ? at : skipSpace(r, at)) {
    if (hasList) return fail(r, 'NOT_JSON', at, 'nothing behind the object with the rows');
    at = rowEnd(r, at, 1);
  }
  return at;
};

/**
 * Reads a file of listings as JSON: an object with the header and a list `listings`, or the header and behind it one object for each
 * row. Calls `onRow` for each row with slots that it uses again, and answers the slots of the header. Every byte is checked
 * (RFC 8259, valid UTF-8); keys that mean nothing here are passed over. Memory does not grow with the file.
 */
export const readListings = (bytes: Uint8Array, onRow: (slots: Slots) => void): E.Either<ListingFault, Slots> => {
  const reader = newReader(bytes, onRow);
  const { length } = bytes;
  if (length > LISTING_LIMITS.fileBytes) fail(reader, 'TOO_LARGE', length, `at most ${LISTING_LIMITS.fileBytes} bytes`);
  else if (!isUtf8(bytes)) fail(reader, 'NOT_UTF8', 0, 'UTF-8');
  else fileEnd(reader);
  return reader.fault === undefined ? E.right(reader.header) : E.left(reader.fault);
};
