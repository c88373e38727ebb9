import { FIELD_SLOTS } from './alias-tree.js';
import { FIELDS, fieldIndex } from './fields.js';
import type { Slots } from './json-reader.js';
import { LISTING_LIMITS } from './limits.js';
import { type Digest, digestOf } from './rows-root.js';
import { writeValue } from './write-value.js';

/** The normalised row that was written last. It is used again for the next one. */
export interface WrittenRow {
  readonly hash: () => Digest;
  readonly isBlank: (field: number) => boolean;
  /** Adds one to the count of each field that is blank. */
  readonly countBlank: (counts: Int32Array) => void;
  /** The id, for telling ids apart: a short one of digits as a number, which costs no text. */
  readonly id: () => number | string;
  /** True when a field is this text, whose bytes are given. */
  readonly equals: (field: number, bytes: Uint8Array) => boolean;
  /** Text of a field; empty when blank. */
  readonly text: (field: number) => string;
}

const TAG = 'row/1';
const LENGTH_BYTES = 4;
const ROW_BYTES_MAX = 1 + TAG.length + FIELDS.length * (LENGTH_BYTES + LISTING_LIMITS.valueBytes);
const ID = fieldIndex('id');
const SHORT_DIGITS = 9;

const KINDS = FIELDS.map(({ kind }) => kind);
// The slots of all fields one after the other: those of a field end where the next one's begin.
const SLOTS = Int32Array.from(FIELD_SLOTS.flat());
const SLOTS_END = Int32Array.from(FIELD_SLOTS, (_, field) => FIELD_SLOTS.slice(0, field + 1).flat().length);

/**
 * Writes rows of one file as they are hashed: H("row/1", text(value) for each of `FIELDS`), where a blank value is the empty text. Of
 * several aliases the first that is not blank counts. Answers undefined for a row without a well-formed id.
 */
export const rowWriter = (bytes: Uint8Array): ((slots: Slots) => WrittenRow | undefined) => {
  const out = Buffer.alloc(ROW_BYTES_MAX);
  out[0] = TAG.length;
  out.write(TAG, 1, 'latin1');
  const starts = new Int32Array(FIELDS.length);
  const ends = new Int32Array(FIELDS.length);
  const startOf = (field: number): number => starts[field] ?? 0;
  const endOf = (field: number): number => ends[field] ?? 0;
  const row: WrittenRow = {
    hash: () => digestOf(out.subarray(0, endOf(FIELDS.length - 1))),
    isBlank: (field) => starts[field] === ends[field],
    countBlank: (counts) => {
      for (let field = 0; field < counts.length; field += 1) {
        if (starts[field] === ends[field]) counts[field] = (counts[field] ?? 0) + 1;
      }
    },
    id: () => {
      const [from, to] = [startOf(ID), endOf(ID)];
      if (to - from > SHORT_DIGITS) return row.text(ID);
      let id = 0;
      for (let at = from; at < to; at += 1) {
        const digit = (out[at] ?? 0) ^ 48;
        if (digit > 9) return row.text(ID);
        id = id * 10 + digit;
      }
      return id;
    },
    equals: (field, wanted) => {
      const from = startOf(field);
      if (endOf(field) - from !== wanted.length) return false;
      for (let i = 0; i < wanted.length; i += 1) if (out[from + i] !== wanted[i]) return false;
      return true;
    },
    text: (field) => out.toString('utf8', startOf(field), endOf(field)),
  };
  return ({ start, end, form }) => {
    let to = 1 + TAG.length;
    let next = 0;
    for (let field = 0; field < KINDS.length; field += 1) {
      const from = to + LENGTH_BYTES;
      const slotsEnd = SLOTS_END[field] ?? 0;
      to = from;
      for (; next < slotsEnd && to === from; next += 1) {
        const slot = SLOTS[next] ?? 0;
        const written = form[slot] ?? 0;
        if (written === 0) continue;
        to = writeValue(KINDS[field] ?? 'text', bytes, start[slot] ?? 0, end[slot] ?? 0, written, out, from);
      }
      next = slotsEnd;
      out[from - 4] = to - from;
      out[from - 3] = (to - from) >>> 8; // a value is shorter than 64 KiB
      out[from - 2] = 0;
      out[from - 1] = 0;
      starts[field] = from;
      ends[field] = to;
    }
    return row.isBlank(ID) ? undefined : row;
  };
};
