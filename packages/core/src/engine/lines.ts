import { type DataError, shorten } from '../errors.js';
import { LINE_BYTES_MAX } from '../event/decode.js';
import type { EventType } from '../event/define.js';
import { FACT_TYPE, type Fact } from '../event/index.js';
import { compareText, toHex } from '../hash/bytes.js';
import type { Host } from '../hash/host.js';
import { encodeUtf8 } from '../hash/utf8.js';
import type { EpochNumber, Hash32 } from '../ids.js';
import type { LogHeader } from '../log/header.js';
import { compareRanks, compareUtf8, type Rank, rankOf } from '../log/order.js';

/** A segment was read to its end: how many lines, and SHA-256 of its bytes. */
export interface SegmentRead {
  readonly count: number;
  readonly segment: Hash32;
}

/** Receives the facts of a segment in canonical order; `text` is the line. */
export type FactSink = (fact: Fact, line: number, text: string) => void;

/** Reads a sealed segment in pieces. The first error ends it: what is behind it is not read. */
export interface SegmentReader {
  readonly push: (chunk: Uint8Array) => DataError | undefined;
  readonly end: () => DataError | SegmentRead;
}

const LF = 10;
const NOTHING = new Uint8Array(0);

const joined = (a: Uint8Array, b: Uint8Array): Uint8Array => {
  const out = new Uint8Array(a.length + b.length);
  out.set(a);
  out.set(b, a.length);
  return out;
};

// Decoders replace bad bytes, and not all alike: such a line must be refused before its text decides anything.
const isUtf8 = (text: string, bytes: Uint8Array, start: number, end: number): boolean => {
  const again = encodeUtf8(text);
  return again.length === end - start && again.every((byte, at) => byte === bytes[start + at]);
};

/** What stays of the hash, guard and order checks when they are left out; for measuring what they cost. */
export interface ReaderChecks {
  readonly verify: boolean;
}

/**
 * Checks a segment while it is read: SHA-256 of the bytes, the guard of each line, strict canonical order, and that each
 * line belongs to this log and epoch. Memory stays at one line beside the caller's piece.
 */
export const segmentReader = (
  host: Host,
  header: LogHeader,
  epoch: EpochNumber,
  sink: FactSink,
  checks: ReaderChecks = { verify: true },
): SegmentReader => {
  const hash = host.sha256Stream();
  let tail: Uint8Array = NOTHING;
  let count = 0;
  let lastRank: Rank | undefined;
  let lastText = '';
  let lastIsAscii = true;

  const error = (code: DataError['code'], expected: string, found: unknown, help: string): DataError => ({
    code,
    at: { line: count },
    expected,
    found: shorten(found),
    help,
  });

  const checkOrder = (rank: Rank, text: string, isAscii: boolean): DataError | undefined => {
    // Code units order ASCII as bytes do, and comparing them is the machine's own work.
    const compare = isAscii && lastIsAscii ? compareText : compareUtf8;
    const order = lastRank === undefined ? -1 : compareRanks(lastRank, rank) || compare(lastText, text);
    lastRank = rank;
    lastText = text;
    lastIsAscii = isAscii;
    if (order < 0) return undefined;
    return error('SEGMENT_ORDER', 'a line after the one before it in canonical order', text, 'the segment was altered');
  };

  const checkLine = (
    type: EventType | undefined,
    value: Fact,
    text: string,
    isAscii: boolean,
  ): DataError | undefined => {
    if (type === undefined || value.v !== type.v) {
      const known = `an event this engine knows, version ${type?.v ?? 1}`;
      return error('NEEDS_NEWER_ENGINE', known, { type: value.type, v: value.v }, 'update the engine');
    }
    if (!type.sealed.is(value))
      return error('SEGMENT_LINE', `a valid ${type.type}`, text, 'run `log verify` for the field');
    if (value.netuid !== header.netuid || value.epoch !== epoch) {
      return error('SEGMENT_LINE', `netuid ${header.netuid}, epoch ${epoch}`, text, 'the segment was altered');
    }
    if (type.origin === 'authority' && value.by !== header.authority) {
      return error('SEGMENT_LINE', `a line of the authority ${header.authority}`, value.by, 'the segment was altered');
    }
    return checkOrder(rankOf(value, type.phase), text, isAscii);
  };

  const parse = (text: string): Fact | undefined => {
    try {
      const value: unknown = JSON.parse(text);
      return typeof value === 'object' && value !== null ? (value as Fact) : undefined;
    } catch {
      return undefined;
    }
  };

  const tooLong = (bytes: number): DataError => {
    const expected = `a line of at most ${LINE_BYTES_MAX} bytes`;
    return error('SEGMENT_LINE', expected, `${bytes} bytes`, 'the segment was altered');
  };

  const takeLine = (bytes: Uint8Array, start: number, end: number): DataError | undefined => {
    count += 1;
    if (end - start > LINE_BYTES_MAX) return tooLong(end - start);
    const text = host.decodeText(bytes, start, end);
    if (checks.verify && text.includes('\ufffd') && !isUtf8(text, bytes, start, end)) {
      return error('SEGMENT_LINE', 'UTF-8', text, 'the segment was altered');
    }
    const value = parse(text);
    if (value === undefined) return error('SEGMENT_LINE', 'one JSON object', text, 'the segment was altered');
    const isAscii = end - start === text.length;
    const found = checks.verify ? checkLine(FACT_TYPE.get(value.type), value, text, isAscii) : undefined;
    if (found === undefined) sink(value, count, text);
    return found;
  };

  /** The line that the pieces before left open, up to `end` of this one. */
  const closeTail = (chunk: Uint8Array, end: number): DataError | undefined => {
    const line = joined(tail, chunk.subarray(0, end));
    tail = NOTHING;
    return takeLine(line, 0, line.length);
  };

  return {
    push: (chunk) => {
      if (checks.verify) hash.update(chunk);
      let start = 0;
      for (let end = chunk.indexOf(LF); end >= 0; end = chunk.indexOf(LF, start)) {
        const found = tail.length > 0 ? closeTail(chunk, end) : takeLine(chunk, start, end);
        if (found !== undefined) return found;
        start = end + 1;
      }
      // The caller may use its buffer again, so what is left of it is copied.
      tail = joined(tail, chunk.subarray(start));
      if (tail.length <= LINE_BYTES_MAX) return undefined;
      count += 1;
      return tooLong(tail.length);
    },
    end: () => {
      if (tail.length === 0) return { count, segment: (checks.verify ? toHex(hash.digest()) : '') as Hash32 };
      count += 1;
      return error('SEGMENT_LINE', 'a line that ends with LF', `${tail.length} bytes`, 'the segment was cut');
    },
  };
};
