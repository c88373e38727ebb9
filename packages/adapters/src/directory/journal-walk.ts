import { decodeFact, decodeLineBytes } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { nodeHost } from '../node/host.js';
import { type Comparison, compareWithSums } from './compare.js';
import { epochOfBytes } from './fact-line.js';
import type { FileSystem } from './file-system.js';
import { linesOf } from './lines.js';
import { RECORD_BYTES, recordsOf, type SumsHeader } from './sums.js';

/** Lines of one epoch that stand together: bytes [start, end) of the journal. */
export interface Run {
  readonly epoch: number;
  readonly start: number;
  end: number;
  lines: number;
}

/** Adds lines of one epoch to the runs. */
export const addToRuns = (runs: Run[], epoch: number, start: number, bytes: number, lines = 1): void => {
  const last = runs[runs.length - 1];
  if (last !== undefined && last.epoch === epoch && last.end === start) {
    last.end += bytes;
    last.lines += lines;
  } else {
    runs.push({ epoch, start, end: start + bytes, lines });
  }
};

/** The journal as it was read once, from its beginning to its end. */
export interface JournalWalk {
  readonly runs: Run[];
  readonly comparison: Comparison;
  /** Bytes of the lines that count; what follows is a torn tail, or damage when lines are missing. */
  readonly end: number;
  readonly size: number;
  /** Bytes at the end of the sums file that are no record. */
  readonly sumsTail: number;
}

/** Looks at a line: its bytes and its number from 1. */
export type LineVisitor = (line: Buffer, number: number) => void;

/** A line decoded in full. */
export const decodeFactBytes = (line: Uint8Array) => {
  const text = decodeLineBytes(line, nodeHost.decodeText);
  return E.isLeft(text) ? text : decodeFact(text.right, nodeHost.sha256);
};

/** True for bytes that are a fact; what was written and never acknowledged may be anything. */
const isFact = (line: Uint8Array): boolean => E.isRight(decodeFactBytes(line));

/** An open file and how much of it is to be read. */
export interface OpenFile {
  readonly handle: number;
  readonly size: number;
}

/** Reads the journal and compares it with its sums. Lines behind the sums were never acknowledged: they must be facts. */
export const walkJournal = (
  fs: FileSystem,
  journal: OpenFile,
  sums: OpenFile,
  header: SumsHeader,
  visit: LineVisitor = () => undefined,
): JournalWalk => {
  const comparer = compareWithSums(header.sum, recordsOf(fs, sums.handle, header.bytes, sums.size));
  const recordBytes = Math.max(0, sums.size - header.bytes);
  const records = Math.floor(recordBytes / RECORD_BYTES);
  const runs: Run[] = [];
  let end = 0;
  let number = 0;
  for (const { bytes, offset, whole } of linesOf(fs, journal.handle, 0, journal.size)) {
    if (!whole || (number >= records && !isFact(bytes))) break;
    number += 1;
    comparer.take(bytes);
    visit(bytes, number);
    const epoch = epochOfBytes(bytes);
    if (epoch !== undefined) addToRuns(runs, epoch, offset, bytes.length + 1);
    end = offset + bytes.length + 1;
  }
  return { runs, comparison: comparer.end(), end, size: journal.size, sumsTail: recordBytes - records * RECORD_BYTES };
};
