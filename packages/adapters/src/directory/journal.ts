import { LINE_BYTES_MAX } from '@subnet-scoring/core';
import { epochOfLine } from './fact-line.js';
import { dataFailure } from './failure.js';
import type { FileSystem } from './file-system.js';
import { damagedHeader } from './finding.js';
import type { JournalHeader } from './journal-header.js';
import { addToRuns, type LineVisitor, type Run, walkJournal } from './journal-walk.js';
import { linesOf } from './lines.js';
import type { Loaded } from './load.js';
import { JOURNAL_SUMS } from './names.js';
import { installRewrite, type NewHeader, writeRewrite } from './rewrite.js';
import { nextSum } from './running-sum.js';
import { readSumsHeader } from './sums.js';

/** Text of a batch that goes to the disk in one write. */
const WRITE_CHARACTERS = 8_388_608;

/** Facts of open epochs, in order of arrival. */
export interface Journal {
  readonly position: () => number;
  readonly runs: () => readonly Run[];
  /** Adds lines durably. Everything is checked by then. */
  readonly append: (lines: readonly FactLine[]) => void;
  readonly read: (epoch: number) => readonly string[];
  /** Reads all of it again and compares it with its sums. */
  readonly walk: (visit: LineVisitor) => ReturnType<typeof walkJournal>;
  /** Keeps only the lines that `keeps` an epoch, under a new header. */
  readonly compact: (keeps: (epoch: number) => boolean, header: Omit<NewHeader, 'base'>) => void;
  readonly close: () => void;
}

/** A line to append. */
export interface FactLine {
  readonly line: string;
  readonly epoch: number;
  readonly bytes: number;
}

/** Looks at a line that is to be appended; throws on one that was never checked, for then the caller is wrong. */
export const factLine = (line: string): FactLine => {
  const epoch = epochOfLine(line);
  const bytes = Buffer.byteLength(line);
  if (epoch === undefined || line.includes('\n') || bytes > LINE_BYTES_MAX) {
    throw new TypeError(`append takes lines that decodeFact has checked, not ${JSON.stringify(line.slice(0, 80))}`);
  }
  return { line, epoch, bytes: bytes + 1 };
};

function* textOf(lines: readonly FactLine[]): Generator<string> {
  let from = 0;
  let characters = 0;
  for (let at = 0; at <= lines.length; at += 1) {
    if (at === lines.length || characters >= WRITE_CHARACTERS) {
      yield `${lines
        .slice(from, at)
        .map((item) => item.line)
        .join('\n')}\n`;
      from = at;
      characters = 0;
    }
    characters += lines[at]?.bytes ?? 0;
  }
}

const linesOfRuns = function* (fs: FileSystem, handle: number, runs: readonly Run[]): Generator<string> {
  for (const run of runs) {
    for (const { bytes } of linesOf(fs, handle, run.start, run.end)) yield bytes.toString('utf8');
  }
};

/** The journal of a log that was read; `mode` says whether anybody may append. */
export const openJournal = (fs: FileSystem, loaded: Loaded, mode: 'read' | 'append'): Journal => {
  let header: JournalHeader = loaded.journal;
  let { runs, end: size } = loaded.walk;
  let sum = loaded.walk.comparison.sum;
  let lines = loaded.walk.comparison.lines;
  const openBoth = () => ({
    journal: fs.size(loaded.journalFile) === undefined ? -1 : fs.open(loaded.journalFile, mode),
    sums: mode === 'read' ? -1 : fs.open(JOURNAL_SUMS, mode),
  });
  let handles = openBoth();
  const close = (): void => {
    for (const handle of [handles.journal, handles.sums]) if (handle >= 0) fs.close(handle);
    handles = { journal: -1, sums: -1 };
  };
  const append = (batch: readonly FactLine[]): void => {
    const sums: string[] = [];
    let next = sum;
    for (const { line } of batch) {
      next = nextSum(next, line);
      sums.push(next);
    }
    for (const text of textOf(batch)) fs.append(handles.journal, Buffer.from(text));
    fs.fdatasync(handles.journal);
    // Only now: sums that reach the disk before their lines would look like lost facts after a crash.
    fs.append(handles.sums, Buffer.from(`${sums.join('\n')}\n`, 'latin1'));
    fs.fdatasync(handles.sums);
    for (const { epoch, bytes } of batch) {
      addToRuns(runs, epoch, size, bytes);
      size += bytes;
    }
    sum = next;
    lines += batch.length;
  };
  const compact: Journal['compact'] = (keeps, change) => {
    const kept = runs.filter((run) => keeps(run.epoch));
    const left = kept.reduce((count, run) => count + run.lines, 0);
    const next: NewHeader = { ...change, base: header.base + lines - left };
    const rewritten = writeRewrite(fs, handles.journal, kept, next);
    installRewrite(fs);
    close();
    handles = openBoth();
    header = next;
    lines = left;
    ({ runs, size, sum } = rewritten);
  };
  return {
    position: () => header.base + lines,
    runs: () => runs,
    append,
    read: (epoch) => [
      ...linesOfRuns(
        fs,
        handles.journal,
        runs.filter((run) => run.epoch === epoch),
      ),
    ],
    walk: (visit) => {
      const sound = readSumsHeader(fs, handles.sums);
      if (sound === undefined) throw dataFailure(damagedHeader(JOURNAL_SUMS));
      const sumsSize = fs.size(JOURNAL_SUMS) ?? 0;
      return walkJournal(fs, { handle: handles.journal, size }, { handle: handles.sums, size: sumsSize }, sound, visit);
    },
    compact,
    close,
  };
};
