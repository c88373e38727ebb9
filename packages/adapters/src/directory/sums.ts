import type { Json } from '@subnet-scoring/core';
import { decodeChecked, encodeChecked } from './checked-line.js';
import { type FileSystem, readFully, withFile } from './file-system.js';
import { isSum, SUM_DIGITS } from './running-sum.js';

/*
 * A sums file stands beside a file of lines and says where a bit of it flipped:
 *
 *   {"...":...,"sum":"2d711642b726b044"}    header: a self-checking line, its sum is sum 0
 *   9f86d081884c7d65                        sum 1 = first 16 hex digits of SHA-256(sum 0 as 16 digits || line 1 || LF)
 *   60303ae22b998861                        sum 2 = first 16 hex digits of SHA-256(sum 1 as 16 digits || line 2 || LF)
 *
 * So each sum depends on all lines before it, each line can be checked with the sum before it alone, and a record has
 * 17 bytes, so a damaged LF moves nothing.
 */

/** Bytes of one sum and its LF. */
export const RECORD_BYTES = SUM_DIGITS + 1;

const HEADER_BYTES_MAX = 1024;
const RECORDS_READ = 4096;

/** The header of a sums file. */
export interface SumsHeader {
  readonly fields: Readonly<Record<string, unknown>>;
  /** Sum 0. */
  readonly sum: string;
  /** Where sum 1 begins. */
  readonly bytes: number;
}

/** The header line of a new sums file, with LF, and sum 0. */
export const encodeSumsHeader = (fields: { readonly [key: string]: Json }) => {
  const { line, sum } = encodeChecked(fields);
  return { bytes: Buffer.from(`${line}\n`), sum };
};

/** Reads the header of a sums file; undefined when it is damaged. */
export const decodeSumsHeader = (start: Buffer): SumsHeader | undefined => {
  const end = start.indexOf('\n');
  const read = end < 0 ? undefined : decodeChecked(start.toString('latin1', 0, end));
  return read === undefined || read.expected('') !== read.sum
    ? undefined
    : { fields: read.fields, sum: read.sum, bytes: end + 1 };
};

/** The header of an open sums file. */
export const readSumsHeader = (fs: FileSystem, handle: number): SumsHeader | undefined =>
  decodeSumsHeader(readFully(fs, handle, Buffer.alloc(HEADER_BYTES_MAX), 0) as Buffer);

/** The header of a sums file by its path; undefined when the file is damaged or missing. */
export const readSumsHeaderOf = (fs: FileSystem, path: string): SumsHeader | undefined =>
  fs.size(path) === undefined ? undefined : withFile(fs, path, 'read', (handle) => readSumsHeader(fs, handle));

/** The sum a record states; undefined when it is none. */
export const sumOfRecord = (record: string): string | undefined => {
  const sum = record.slice(0, SUM_DIGITS);
  return record.charCodeAt(SUM_DIGITS) === 10 && isSum(sum) ? sum : undefined;
};

/** Gives one record after the other, as 17 Latin-1 characters, and undefined at the end. Bytes too few for one are left out. */
export const recordsOf = (fs: FileSystem, handle: number, from: number, to: number): (() => string | undefined) => {
  const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(RECORDS_READ * RECORD_BYTES, to - from)));
  let chunk = buffer.subarray(0, 0);
  let at = 0;
  let next = from;
  return () => {
    if (at + RECORD_BYTES > chunk.length) {
      const size = Math.min(buffer.length, to - next);
      chunk =
        size < RECORD_BYTES
          ? buffer.subarray(0, 0)
          : buffer.subarray(0, readFully(fs, handle, buffer.subarray(0, size), next).length);
      next += chunk.length;
      at = 0;
      if (chunk.length < RECORD_BYTES) return undefined;
    }
    at += RECORD_BYTES;
    return chunk.toString('latin1', at - RECORD_BYTES, at);
  };
};
