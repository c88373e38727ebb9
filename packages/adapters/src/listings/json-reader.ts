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
import type { ListingFault } from './fault.js';
import {
  ESCAPED,
  fail,
  isDigit,
  literalEnd,
  numberEnd,
  OTHER,
  QUOTE,
  type Scan,
  SPACE,
  skipSpace,
  stringEnd,
} from './json-scan.js';
import { LISTING_LIMITS } from './limits.js';
import { unescaped } from './text.js';

/** The values of one row that are read: where they stand in the bytes, and in which form. 0 says that there is none. */
export interface Slots {
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly form: Uint8Array;
}

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

/** The state of reading one file; functions of the module work on it, for the engine inlines those and not closures. */
interface Reader extends Scan {
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
