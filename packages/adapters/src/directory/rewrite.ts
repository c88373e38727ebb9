import type { Hash32 } from '@subnet-scoring/core';
import { writeSynced } from './durable.js';
import type { FileSystem } from './file-system.js';
import { encodeJournalHeader } from './journal-header.js';
import { addToRuns, type Run } from './journal-walk.js';
import { linesOf } from './lines.js';
import { JOURNAL, JOURNAL_SUMS, newName } from './names.js';
import { inPieces } from './pieces.js';
import { nextSumOfBytes } from './running-sum.js';

/** What the header of the new journal.sums shall say. */
export interface NewHeader {
  readonly base: number;
  readonly head: Hash32;
  readonly log: Hash32;
  readonly seals: number;
}

type Stretch = Pick<Run, 'start' | 'end'>;

/** The bytes of a sums file for some stretches of the journal; `seen` is told every sum. */
function* sumsOf(
  fs: FileSystem,
  journal: number,
  stretches: Iterable<Stretch>,
  header: NewHeader,
  seen: (sum: string) => void = () => undefined,
): Generator<Uint8Array> {
  const start = encodeJournalHeader(header.base, header.head, header.log, header.seals);
  yield start.bytes;
  let sum = start.sum;
  for (const { start: from, end } of stretches) {
    for (const line of linesOf(fs, journal, from, end)) {
      sum = nextSumOfBytes(sum, line.bytes);
      seen(sum);
      yield Buffer.from(`${sum}\n`, 'latin1');
    }
  }
}

const LF = Buffer.from('\n');

function* linesIn(fs: FileSystem, journal: number, stretches: Iterable<Stretch>): Generator<Uint8Array> {
  for (const { start, end } of stretches) {
    for (const line of linesOf(fs, journal, start, end)) {
      yield line.bytes;
      yield LF;
    }
  }
}

/** A journal as it stands after it was rewritten. */
export interface Rewritten {
  readonly runs: Run[];
  readonly size: number;
  readonly sum: string;
}

/** The runs as they stand one behind the other. */
const packed = (runs: readonly Run[]): { readonly runs: Run[]; readonly size: number } => {
  const kept: Run[] = [];
  let size = 0;
  for (const { epoch, start, end, lines } of runs) {
    addToRuns(kept, epoch, size, end - start, lines);
    size += end - start;
  }
  return { runs: kept, size };
};

/**
 * Writes some runs of the journal, and sums for them, beside the old files. Nothing has changed until the new names are
 * given, the sums first and the journal second. A crash between the two leaves a journal.ndjson.new and sums whose header
 * counts all seals: so the next writer knows which journal is meant.
 */
export const writeRewrite = (fs: FileSystem, journal: number, runs: readonly Run[], header: NewHeader): Rewritten => {
  let sum = encodeJournalHeader(header.base, header.head, header.log, header.seals).sum;
  const sums = sumsOf(fs, journal, runs, header, (next) => {
    sum = next;
  });
  writeSynced(fs, newName(JOURNAL_SUMS), inPieces(sums));
  writeSynced(fs, newName(JOURNAL), inPieces(linesIn(fs, journal, runs)));
  fs.syncDirectory('');
  return { ...packed(runs), sum };
};

/** Gives the rewritten files their names. */
export const installRewrite = (fs: FileSystem): void => {
  fs.rename(newName(JOURNAL_SUMS), JOURNAL_SUMS);
  fs.syncDirectory('');
  fs.rename(newName(JOURNAL), JOURNAL);
  fs.syncDirectory('');
};

/** Writes the sums of a whole journal again, in one step. */
export const rewriteSums = (fs: FileSystem, journal: number, size: number, header: NewHeader): void => {
  writeSynced(fs, newName(JOURNAL_SUMS), inPieces(sumsOf(fs, journal, [{ start: 0, end: size }], header)));
  fs.syncDirectory('');
  fs.rename(newName(JOURNAL_SUMS), JOURNAL_SUMS);
  fs.syncDirectory('');
};
