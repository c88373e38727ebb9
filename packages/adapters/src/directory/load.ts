import type { DataError, Hash32, Seal } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { type FileSystem, withFile } from './file-system.js';
import { damagedHeader, finding, missingFile, sumFinding } from './finding.js';
import { type JournalHeader, journalHeaderOf } from './journal-header.js';
import { type JournalWalk, type LineVisitor, type OpenFile, walkJournal } from './journal-walk.js';
import { type LogFile, readLogFile } from './log-file.js';
import { JOURNAL, JOURNAL_SUMS, LOG, newName, SEALS } from './names.js';
import { checkSealedFiles, countUnsealed } from './sealed-files.js';
import { readSeals, type SealsRead } from './seals-file.js';
import { readSumsHeader, type SumsHeader } from './sums.js';

/** A log as its files say, before anything is mended. */
export interface Loaded {
  readonly log: LogFile;
  /** SHA-256 of log.json as it was made. */
  readonly logHash: Hash32;
  readonly journal: JournalHeader;
  /** Sum of that header: another one means that the journal was rewritten. */
  readonly headerSum: string | undefined;
  /** The file that holds the journal: a crash may have left it under its second name. */
  readonly journalFile: string;
  readonly walk: JournalWalk;
  readonly seals: readonly Seal[];
  /** Bytes of seals.ndjson that count, and all of them. */
  readonly sealsEnd: number;
  readonly sealsSize: number;
  /** Acknowledged facts or seals are altered or gone: nobody writes to such a log. */
  readonly damage: readonly DataError[];
  /** Something beside the facts is altered; the facts are whole. */
  readonly flaws: readonly DataError[];
  readonly missing: number;
}

const ABSENT: OpenFile = { handle: -1, size: 0 }; // no byte of it is ever asked for
const NO_HEADER: JournalHeader = { base: 0, head: '', log: '', seals: 0 };

const withOptional = <A>(fs: FileSystem, path: string, use: (file: OpenFile) => A): A => {
  const size = fs.size(path);
  return size === undefined ? use(ABSENT) : withFile(fs, path, 'read', (handle) => use({ handle, size }));
};

/** Seals that were acknowledged and are not there, or are not what they were. */
const sealDamage = (fs: FileSystem, read: SealsRead, header: JournalHeader): Pick<Loaded, 'damage' | 'missing'> => {
  const damage = read.lines.slice(0, header.seals).flatMap((line) => line.findings);
  const count = read.lines.length;
  const head = read.lines[header.seals - 1]?.seal?.seal;
  if (fs.size(SEALS) === undefined) damage.push(missingFile(SEALS, `${header.seals} seals`));
  if (head !== undefined && head !== header.head) {
    damage.push(finding('SEAL_CHAIN', { file: SEALS, line: header.seals }, `seal ${header.head}`, `seal ${head}`));
  }
  if (count >= header.seals) return { damage, missing: 0 };
  const tail = read.size === read.end ? '' : ` and ${read.size - read.end} bytes without LF`;
  damage.push(
    finding('FACTS_MISSING', { file: SEALS, line: count + 1 }, `${header.seals} seals`, `${count} seals${tail}`),
  );
  return {
    damage,
    missing: countUnsealed(
      fs,
      read.lines.flatMap(({ seal }) => seal ?? []),
    ),
  };
};

/** Where seals.ndjson ends: a line behind the acknowledged seals that is none is a torn one. */
const endOfSeals = (read: SealsRead, header: JournalHeader): number =>
  read.lines.find((line, at) => at >= header.seals && line.seal === undefined)?.offset ?? read.end;

const journalDamage = (walk: JournalWalk): readonly DataError[] => {
  const lines = walk.comparison.faults.filter((fault) => fault.wrong === 'line');
  const damage = lines.map((fault) => sumFinding(fault, JOURNAL, JOURNAL_SUMS));
  const { left, lines: found } = walk.comparison;
  if (left === 0) return damage;
  const tail = walk.size === walk.end ? '' : ` and ${walk.size - walk.end} bytes that are no whole line`;
  return [
    ...damage,
    finding('FACTS_MISSING', { file: JOURNAL, line: found + 1 }, `${found + left} lines`, `${found} lines${tail}`),
  ];
};

const journalFlaws = (walk: JournalWalk): readonly DataError[] =>
  walk.comparison.faults
    .filter((fault) => fault.wrong === 'sum' && fault.line !== walk.comparison.unwritten)
    .map((fault) => sumFinding(fault, JOURNAL, JOURNAL_SUMS));

const loadWith = (
  fs: FileSystem,
  log: LogFile,
  sums: OpenFile,
  sound: SumsHeader | undefined,
  visit?: LineVisitor,
): Loaded => {
  const header = sound === undefined ? NO_HEADER : journalHeaderOf(sound);
  const logHash = sound === undefined ? log.hash : (header.log as Hash32);
  const read = readSeals(fs, logHash);
  const sealsEnd = endOfSeals(read, header);
  const lines = read.lines.filter(({ offset }) => offset < sealsEnd);
  const seals = lines.flatMap(({ seal }) => seal ?? []);
  // Sums that count all seals belong to the rewritten journal, which may not have its name yet.
  const renamed = sound !== undefined && header.seals === lines.length && fs.size(newName(JOURNAL)) !== undefined;
  const journalFile = renamed ? newName(JOURNAL) : JOURNAL;
  const walk = withOptional(fs, journalFile, (journal) =>
    walkJournal(fs, journal, sums, sound ?? { fields: {}, sum: '', bytes: sums.size }, visit),
  );
  const ofSeals = sealDamage(fs, read, header);
  const ofFiles = checkSealedFiles(fs, seals, logHash);
  const damage = [
    ...(logHash === log.hash
      ? []
      : [finding('BAD_LOG_FILE', { file: LOG, line: 1 }, `SHA-256 ${logHash}`, `SHA-256 ${log.hash}`)]),
    ...(fs.size(JOURNAL_SUMS) === undefined ? [missingFile(JOURNAL_SUMS, 'the sums of the journal')] : []),
    ...(sound === undefined && fs.size(JOURNAL_SUMS) !== undefined ? [damagedHeader(JOURNAL_SUMS)] : []),
    ...(fs.size(journalFile) === undefined ? [missingFile(JOURNAL, `${walk.comparison.left} lines`)] : []),
    ...ofSeals.damage,
    ...journalDamage(walk),
    ...ofFiles.damage,
  ];
  const missing = ofSeals.missing + walk.comparison.left + ofFiles.missing;
  const flaws = [...journalFlaws(walk), ...ofFiles.flaws];
  return {
    log,
    logHash,
    journal: header,
    headerSum: sound?.sum,
    journalFile,
    walk,
    seals,
    sealsEnd,
    sealsSize: read.size,
    damage,
    flaws,
    missing,
  };
};

/** Reads a log: the journal once, the seals once, of sealed files only names and sizes. Left when there is no log. */
export const loadLog = (fs: FileSystem, visit?: LineVisitor): E.Either<DataError, Loaded> => {
  const log = readLogFile(fs);
  if (E.isLeft(log)) return log;
  return E.right(
    withOptional(fs, JOURNAL_SUMS, (sums) =>
      loadWith(fs, log.right, sums, sums === ABSENT ? undefined : readSumsHeader(fs, sums.handle), visit),
    ),
  );
};
