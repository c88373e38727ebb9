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

const LITERALS = ['true', 'false', 'null'].map((word) => new TextEncoder().encode(word));

const isDigit = (byte: number): boolean => byte >= 48 && byte <= 57;

/**
 * Reads a file of listings as JSON: an object with the header and a list `listings`, or the header and behind it one object for each
 * row. Calls `onRow` for each row with slots that it uses again, and answers the slots of the header. Every byte is checked
 * (RFC 8259, valid UTF-8); keys that mean nothing here are passed over. Memory does not grow with the file.
 */
export const readListings = (bytes: Uint8Array, onRow: (slots: Slots) => void): E.Either<ListingFault, Slots> => {
  const newSlots = (): Slots => ({
    start: new Int32Array(SLOT_COUNT),
    end: new Int32Array(SLOT_COUNT),
    form: new Uint8Array(SLOT_COUNT),
  });
  const header = newSlots();
  const row = newSlots();
  // The object in which a known key was last seen; rows count from 2.
  const seenIn = new Int32Array(MARK_COUNT);
  // Which known key last came behind a known key, or first in the object of a node.
  const follower: (Known | undefined)[] = new Array(MARK_COUNT + NODE_COUNT + 1).fill(undefined);
  const length = bytes.length;
  let slots = header;
  let owner = HEADER_OWNER;
  let form = 0;
  let fault: ListingFault | undefined;

  const fail = (code: ListingFaultCode, offset: number, expected: string): number => {
    fault ??= { code, offset, expected };
    return -1;
  };

  const skipSpace = (from: number): number => {
    let at = from;
    let byte = bytes[at] ?? QUOTE;
    while (byte <= SPACE && (byte === SPACE || byte === 10 || byte === 13 || byte === 9)) {
      at += 1;
      byte = bytes[at] ?? QUOTE;
    }
    return at;
  };

  // From behind the opening quote to the closing one.
  const stringEnd = (from: number): number => {
    form = TEXT;
    for (let at = from; at < length; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte > BACKSLASH || (byte > QUOTE && byte !== BACKSLASH)) continue;
      if (byte === QUOTE) return at;
      if (byte < SPACE) return fail('NOT_JSON', at, 'the end of a string');
      if (byte !== BACKSLASH) continue;
      form = ESCAPED;
      const letter = bytes[at + 1] ?? 0;
      if (!isEscape(letter)) return fail('NOT_JSON', at, 'an escape of JSON');
      if (letter === 117 && codeUnitAt(bytes, at + 2) < 0) return fail('NOT_JSON', at, 'four hex digits');
      at += letter === 117 ? 5 : 1;
    }
    return fail('NOT_JSON', length, 'the end of a string');
  };

  const digitsEnd = (from: number): number => {
    let at = from;
    while (isDigit(bytes[at] ?? 0)) at += 1;
    return at === from ? fail('NOT_JSON', at, 'a digit') : at;
  };

  const numberEnd = (from: number): number => {
    let at = bytes[from] === 45 ? from + 1 : from;
    at = bytes[at] === 48 ? at + 1 : digitsEnd(at);
    form = at > from && bytes[from] !== 45 ? DIGITS : NUMBER;
    const next = at < 0 ? 0 : bytes[at];
    if (next !== 46 && next !== 101 && next !== 69) return at;
    form = NUMBER;
    if (next === 46) at = digitsEnd(at + 1);
    const letter = at < 0 ? 0 : bytes[at];
    if (letter !== 101 && letter !== 69) return at;
    const sign = bytes[at + 1];
    return digitsEnd(sign === 43 || sign === 45 ? at + 2 : at + 1);
  };

  const literalEnd = (from: number): number => {
    form = OTHER;
    for (const word of LITERALS) {
      let i = 0;
      while (i < word.length && bytes[from + i] === word[i]) i += 1;
      if (i === word.length) return from + i;
    }
    return fail('NOT_JSON', from, 'a value of JSON');
  };

  const valueEnd = (from: number, depth: number): number => {
    const byte = bytes[from] ?? 0;
    if (byte === QUOTE) {
      const at = stringEnd(from + 1);
      return at < 0 ? at : at + 1;
    }
    if (byte === 45 || isDigit(byte)) return numberEnd(from);
    if (byte === OPEN_OBJECT) return objectEnd(from, -1, depth + 1);
    if (byte === OPEN_LIST) return listEnd(from, depth + 1, false);
    return literalEnd(from);
  };

  const rowEnd = (from: number, depth: number): number => {
    if (bytes[from] !== OPEN_OBJECT) return fail('NOT_ROWS', from, 'an object for each row');
    if (owner > LISTING_LIMITS.rows) return fail('TOO_MANY_ROWS', from, `at most ${LISTING_LIMITS.rows} rows`);
    owner += 1;
    slots = row;
    row.form.fill(0);
    const at = objectEnd(from, ROW_NODE, depth);
    slots = header;
    if (at >= 0) onRow(row);
    return at;
  };

  const listEnd = (from: number, depth: number, ofRows: boolean): number => {
    if (depth > LISTING_LIMITS.depth) return fail('TOO_DEEP', from, `at most ${LISTING_LIMITS.depth} levels`);
    let at = skipSpace(from + 1);
    if (bytes[at] !== CLOSE_LIST) {
      for (;;) {
        at = ofRows ? rowEnd(at, depth + 1) : valueEnd(at, depth);
        if (at < 0) return at;
        at = skipSpace(at);
        const byte = bytes[at];
        if (byte === CLOSE_LIST) break;
        if (byte !== COMMA) return fail('NOT_JSON', at, '"," or "]"');
        at = skipSpace(at + 1);
      }
    }
    form = OTHER;
    return at + 1;
  };

  const knownEnd = (known: Known, from: number, depth: number): number => {
    if (seenIn[known.mark] === owner) return fail('DUPLICATE_KEY', from, 'every key once');
    seenIn[known.mark] = owner;
    const first = bytes[from];
    if (known.child >= 0 && first === OPEN_OBJECT) return objectEnd(from, known.child, depth + 1);
    if (known.slot === LISTINGS) {
      if (first !== OPEN_LIST) return fail('NOT_ROWS', from, 'a list of rows');
      const at = listEnd(from, depth + 1, true);
      owner = HEADER_OWNER;
      header.form[LISTINGS] = OTHER;
      return at;
    }
    const inside = first === QUOTE ? 1 : 0;
    const end = inside === 1 ? stringEnd(from + 1) : valueEnd(from, depth);
    if (known.slot >= 0) {
      slots.start[known.slot] = from + inside;
      slots.end[known.slot] = end;
      slots.form[known.slot] = form;
    }
    return end < 0 ? end : end + inside;
  };

  const membersEnd = (from: number, node: number, depth: number): number => {
    let at = from;
    let last = MARK_COUNT + node + 1;
    for (;;) {
      if (bytes[at] !== QUOTE) return fail('NOT_JSON', at, 'a key');
      const keyStart = at + 1;
      // Rows have their keys in one order mostly, so the key that came here in the row before is tried first.
      let known = follower[last];
      let keyEnd = keyStart + (known === undefined ? 0 : known.key.length);
      if (known === undefined || bytes[keyEnd] !== QUOTE || !isKeyAt(known, bytes, keyStart)) {
        keyEnd = stringEnd(keyStart);
        if (keyEnd < 0) return keyEnd;
        const key = form === ESCAPED ? unescaped(bytes, keyStart, keyEnd) : undefined;
        if (node < 0) known = undefined;
        else known = key === undefined ? findKnown(bytes, keyStart, keyEnd, node) : findKnown(key, 0, key.length, node);
        if (known !== undefined) follower[last] = known;
      }
      at = keyEnd + 1;
      if (bytes[at] !== COLON) at = skipSpace(at);
      if (bytes[at] !== COLON) return fail('NOT_JSON', at, '":"');
      at += 1;
      if ((bytes[at] ?? 0) <= SPACE) at = skipSpace(at);
      if (known === undefined) at = valueEnd(at, depth);
      else {
        last = known.mark;
        at = knownEnd(known, at, depth);
      }
      if (at < 0) return at;
      if ((bytes[at] ?? 0) <= SPACE) at = skipSpace(at);
      const byte = bytes[at];
      if (byte === CLOSE_OBJECT) return at;
      if (byte !== COMMA) return fail('NOT_JSON', at, '"," or "}"');
      at += 1;
      if (bytes[at] !== QUOTE) at = skipSpace(at);
    }
  };

  function objectEnd(from: number, node: number, depth: number): number {
    if (depth > LISTING_LIMITS.depth) return fail('TOO_DEEP', from, `at most ${LISTING_LIMITS.depth} levels`);
    let at = skipSpace(from + 1);
    if (bytes[at] !== CLOSE_OBJECT) at = membersEnd(at, node, depth);
    form = OTHER;
    return at < 0 ? at : at + 1;
  }

  const fileEnd = (): number => {
    let at = skipSpace(0);
    if (bytes[at] !== OPEN_OBJECT) return fail('NOT_JSON', at, 'an object with the header');
    at = objectEnd(at, HEADER_NODE, 1);
    const hasList = header.form[LISTINGS] !== 0;
    for (at = at < 0 ? at : skipSpace(at); at >= 0 && at < length; at = at < 0 ? at : skipSpace(at)) {
      if (hasList) return fail('NOT_JSON', at, 'nothing behind the object with the rows');
      at = rowEnd(at, 1);
    }
    return at;
  };

  if (length > LISTING_LIMITS.fileBytes) fail('TOO_LARGE', length, `at most ${LISTING_LIMITS.fileBytes} bytes`);
  else if (!isUtf8(bytes)) fail('NOT_UTF8', 0, 'UTF-8');
  else fileEnd();
  return fault === undefined ? E.right(header) : E.left(fault);
};
