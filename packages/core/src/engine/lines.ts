import { type DataError, shorten } from '../errors.js';
import { LINE_BYTES_MAX } from '../event/decode.js';
import type { EventType } from '../event/define.js';
import { FACT_TYPE, type Fact } from '../event/index.js';
import { toHex } from '../hash/bytes.js';
import type { Host } from '../hash/host.js';
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
  let tail: Uint8Array | undefined;
  let count = 0;
  let lastRank: Rank | undefined;
  let lastText = '';

  const error = (code: DataError['code'], expected: string, found: unknown, help: string): DataError => ({
    code,
    at: { line: count },
    expected,
    found: shorten(found),
    help,
  });

  const checkOrder = (fact: Fact, text: string): DataError | undefined => {
    const rank = rankOf(fact);
    const order = lastRank === undefined ? -1 : compareRanks(lastRank, rank) || compareUtf8(lastText, text);
    lastRank = rank;
    lastText = text;
    if (order < 0) return undefined;
    return error('SEGMENT_ORDER', 'a line after the one before it in canonical order', text, 'the segment was altered');
  };

  const checkLine = (type: EventType | undefined, value: Fact, text: string): DataError | undefined => {
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
    return checkOrder(value, text);
  };

  const parse = (text: string): Fact | undefined => {
    try {
      const value: unknown = JSON.parse(text);
      return typeof value === 'object' && value !== null ? (value as Fact) : undefined;
    } catch {
      return undefined;
    }
  };

  const takeLine = (text: string): DataError | undefined => {
    count += 1;
    const value = parse(text);
    if (value === undefined) return error('SEGMENT_LINE', 'one JSON object', text, 'the segment was altered');
    const found = checks.verify ? checkLine(FACT_TYPE.get(value.type), value, text) : undefined;
    if (found === undefined) sink(value, count, text);
    return found;
  };

  const join = (chunk: Uint8Array): Uint8Array => {
    if (tail === undefined) return chunk;
    const joined = new Uint8Array(tail.length + chunk.length);
    joined.set(tail);
    joined.set(chunk, tail.length);
    return joined;
  };

  return {
    push: (chunk) => {
      if (checks.verify) hash.update(chunk);
      const bytes = join(chunk);
      let start = 0;
      for (let end = bytes.indexOf(LF); end >= 0; end = bytes.indexOf(LF, start)) {
        const found = takeLine(host.decodeText(bytes, start, end));
        if (found !== undefined) return found;
        start = end + 1;
      }
      // A copy: the caller may use its buffer again, and slice() of a Node Buffer shares memory.
      tail = start === bytes.length ? undefined : Uint8Array.from(bytes.subarray(start));
      if (tail !== undefined && tail.length > LINE_BYTES_MAX) {
        count += 1;
        return error(
          'SEGMENT_LINE',
          `a line of at most ${LINE_BYTES_MAX} bytes`,
          `${tail.length} bytes`,
          'the segment was altered',
        );
      }
      return undefined;
    },
    end: () => {
      count += tail === undefined ? 0 : 1;
      if (tail !== undefined)
        return error('SEGMENT_LINE', 'a line that ends with LF', `${tail.length} bytes`, 'the segment was cut');
      return { count, segment: (checks.verify ? toHex(hash.digest()) : '') as Hash32 };
    },
  };
};
