import { FIELD_SLOTS } from './alias-tree.js';
import { FIELDS, fieldIndex } from './fields.js';
import type { Slots } from './json-reader.js';
import { LISTING_LIMITS } from './limits.js';
import { type Digest, digestOf } from './rows-root.js';
import { writeValue } from './write-value.js';

/** The normalised row that was written last; the next one takes its place. */
export interface RowWriter {
  readonly bytes: Uint8Array;
  readonly out: Buffer;
  /** Where each field stands in `out`, in the order of `FIELDS`; a blank one ends where it starts. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

const TAG = 'row/1';
const LENGTH_BYTES = 4;
const ROW_BYTES_MAX = 1 + TAG.length + FIELDS.length * (LENGTH_BYTES + LISTING_LIMITS.valueBytes);
const ID = fieldIndex('id');
const SHORT_ID_MAX = 1_000_000_000;
const KINDS = FIELDS.map(({ kind }) => kind);
// The slots of all fields one after the other: those of a field end where the next one's begin.
const SLOTS = Int32Array.from(FIELD_SLOTS.flat());
const SLOTS_END = Int32Array.from(FIELD_SLOTS, (_, field) => FIELD_SLOTS.slice(0, field + 1).flat().length);

/** A writer for the rows of one file. */
export const newRowWriter = (bytes: Uint8Array): RowWriter => {
  const out = Buffer.alloc(ROW_BYTES_MAX);
  out[0] = TAG.length;
  out.write(TAG, 1, 'latin1');
  return { bytes, out, starts: new Int32Array(FIELDS.length), ends: new Int32Array(FIELDS.length) };
};

/** True when a field of the row that was written is blank. */
export const isBlank = ({ starts, ends }: RowWriter, field: number): boolean => starts[field] === ends[field];

/**
 * Writes a row as it is hashed: H("row/1", text(value) for each of `FIELDS`), where a blank value is the empty text. Of several
 * aliases the first that is not blank counts. False for a row without a well-formed id.
 */
export const writeRow = (writer: RowWriter, { start, end, form }: Slots): boolean => {
  const { bytes, out, starts, ends } = writer;
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
  return !isBlank(writer, ID);
};

/** Hash of the row that was written. */
export const rowDigest = ({ out, ends }: RowWriter): Digest => digestOf(out.subarray(0, ends[FIELDS.length - 1]));

/** Text of a field of the row that was written; empty when blank. */
export const fieldText = ({ out, starts, ends }: RowWriter, field: number): string =>
  out.toString('utf8', starts[field], ends[field]);

/** The values of the row that was written, by field, without the blank ones. */
export const valuesOf = (writer: RowWriter): Readonly<Record<string, string>> =>
  Object.fromEntries(
    FIELDS.flatMap(({ name }, field) => (isBlank(writer, field) ? [] : [[name, fieldText(writer, field)] as const])),
  );

/** The id, for telling ids apart: a short one of digits as a number, which costs no text. */
export const rowId = (writer: RowWriter): number | string => {
  const { out, starts, ends } = writer;
  const to = ends[ID] ?? 0;
  let id = 0;
  for (let at = starts[ID] ?? 0; at < to; at += 1) {
    const digit = (out[at] ?? 0) ^ 48;
    if (digit > 9 || id >= SHORT_ID_MAX) return fieldText(writer, ID);
    id = id * 10 + digit;
  }
  return id;
};

/** Adds one to the count of each field that is blank in the row that was written. */
export const countBlank = ({ starts, ends }: RowWriter, counts: Int32Array): void => {
  for (let field = 0; field < counts.length; field += 1) {
    if (starts[field] === ends[field]) counts[field] = (counts[field] ?? 0) + 1;
  }
};

/** True when a field of the row that was written is the text of these bytes. */
export const fieldEquals = ({ out, starts, ends }: RowWriter, field: number, wanted: Uint8Array): boolean => {
  const from = starts[field] ?? 0;
  if ((ends[field] ?? 0) - from !== wanted.length) return false;
  for (let i = 0; i < wanted.length; i += 1) if (out[from + i] !== wanted[i]) return false;
  return true;
};
