import { decodeChecked } from './checked-line.js';
import { cutAside } from './durable.js';
import { type FileSystem, readFully, withFile } from './file-system.js';
import { REFUSED } from './names.js';
import type { DayBook } from './refusal.js';
import { NO_SUM } from './running-sum.js';

const TAIL_BYTES = 4_194_304; // more than any line

/** The end of refused.ndjson: where its last whole line ends, what that line says, and what stands behind it. */
export interface RefusedTail {
  readonly end: number;
  readonly rest: Buffer;
  readonly sum: string;
  readonly book: DayBook;
}

const NO_BOOK: DayBook = { day: '', kept: 0 };
// A disk that loses power may leave NULs where lines were on their way; a flipped bit makes one, never so many.
const UNWRITTEN = Buffer.alloc(16);

/** Reads the end of refused.ndjson. */
export const readRefusedTail = (fs: FileSystem): RefusedTail => {
  const size = fs.size(REFUSED) ?? 0;
  const from = Math.max(0, size - TAIL_BYTES);
  const bytes =
    size === 0
      ? Buffer.alloc(0)
      : withFile(fs, REFUSED, 'read', (handle) => readFully(fs, handle, Buffer.alloc(size - from), from) as Buffer);
  const hole = bytes.indexOf(UNWRITTEN);
  const written = hole < 0 ? bytes : bytes.subarray(0, hole);
  const end = written.lastIndexOf('\n') + 1;
  const start = end < 2 ? 0 : written.lastIndexOf('\n', end - 2) + 1;
  const last = decodeChecked(written.toString('utf8', start, Math.max(start, end - 1)));
  const book = last === undefined ? NO_BOOK : { day: String(last.fields['day']), kept: Number(last.fields['kept']) };
  return { end: from + end, rest: bytes.subarray(end), sum: last?.sum ?? NO_SUM, book };
};

/** True where a flipped bit took a line's LF: that is no torn tail, and stays where it is for the check to name. */
export const lostItsEnd = ({ rest }: RefusedTail): boolean =>
  decodeChecked(rest.toString('utf8', 0, Math.max(0, rest.length - 1))) !== undefined;

/** True where a crash left bytes that were never acknowledged. */
export const isTorn = (tail: RefusedTail): boolean => tail.rest.length > 0 && !lostItsEnd(tail);

/** Keeps a torn tail aside. */
export const mendRefused = (fs: FileSystem): readonly string[] => {
  const tail = readRefusedTail(fs);
  return isTorn(tail) ? [cutAside(fs, REFUSED, tail.end)] : [];
};
