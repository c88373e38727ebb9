import {
  type ChainRecord,
  type Claim,
  type DataError,
  type Decoded,
  decodeClaim,
  decodeLineBytes,
  decodeRecord,
  type EpochNumber,
  type Hash32,
} from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { nodeHost } from '../node/host.js';
import { type Comparison, compareWithSums } from './compare.js';
import { appendSynced, cutAside, ensureDirectory, replaceFile } from './durable.js';
import { dataFailure } from './failure.js';
import { type FileSystem, withFile } from './file-system.js';
import { damagedHeader, finding, missingFile, sumFinding } from './finding.js';
import { linesOf } from './lines.js';
import { besideFile, besideSumsFile, CLAIMS, parseEpochName, RECORDS } from './names.js';
import { inPieces } from './pieces.js';
import { nextSum } from './running-sum.js';
import { encodeSumsHeader, RECORD_BYTES, readSumsHeader, recordsOf, type SumsHeader } from './sums.js';

/** Lines that stand beside the facts of their epoch, one folder for each kind. */
export interface Beside {
  readonly folder: string;
  readonly decode: (line: string) => E.Either<DataError, Decoded<Claim | ChainRecord>>;
}

export const BESIDE_CLAIMS: Beside = { folder: CLAIMS, decode: decodeClaim };
export const BESIDE_RECORDS: Beside = { folder: RECORDS, decode: decodeRecord };

/** The lines of an epoch as they were read. */
export interface BesideRead {
  readonly lines: readonly string[];
  readonly findings: readonly DataError[];
  /** True for lines and sums that a crash left half-written. */
  readonly torn: boolean;
  readonly end: number;
  readonly size: number;
  readonly sum: string;
}

const EMPTY: BesideRead = { lines: [], findings: [], torn: false, end: 0, size: 0, sum: '' };

/** One line as an event of its kind. */
export const decodeBesideBytes = ({ decode }: Beside, bytes: Uint8Array) => {
  const text = decodeLineBytes(bytes, nodeHost.decodeText);
  return E.isLeft(text) ? text : decode(text.right);
};

const filesOf = ({ folder }: Beside, epoch: number) =>
  [besideFile(folder, epoch), besideSumsFile(folder, epoch)] as const;

/** Epochs that have lines of a kind, ascending. */
export const besideEpochs = (fs: FileSystem, { folder }: Beside): readonly EpochNumber[] =>
  [...new Set(fs.list(folder).flatMap((name) => parseEpochName(name)?.epoch ?? []))].sort(
    (a, b) => a - b,
  ) as EpochNumber[];

const findingsOf = (kind: Beside, epoch: number, comparison: Comparison, torn: number): readonly DataError[] => {
  const [file, sumsFile] = filesOf(kind, epoch);
  const faults = comparison.faults.filter(({ wrong, line }) => wrong === 'line' || line !== comparison.unwritten);
  const findings = faults.map((fault) => sumFinding(fault, file, sumsFile));
  const { left, lines } = comparison;
  if (left === 0) return findings;
  const tail = torn === 0 ? '' : ` and ${torn} bytes that are no whole line`;
  return [
    ...findings,
    finding('BAD_LOG_FILE', { file, line: lines + 1 }, `${lines + left} lines`, `${lines} lines${tail}`),
  ];
};

const walk = (fs: FileSystem, kind: Beside, epoch: number, sums: number, header: SumsHeader): BesideRead => {
  const [file, sumsFile] = filesOf(kind, epoch);
  const recordBytes = (fs.size(sumsFile) ?? 0) - header.bytes;
  const size = fs.size(file) ?? 0; // after the sums: a writer adds lines first
  const records = Math.floor(recordBytes / RECORD_BYTES);
  const comparer = compareWithSums(header.sum, recordsOf(fs, sums, header.bytes, header.bytes + recordBytes));
  const lines: string[] = [];
  let end = 0;
  if (size > 0) {
    withFile(fs, file, 'read', (handle) => {
      for (const { bytes, offset, whole } of linesOf(fs, handle, 0, size)) {
        if (!whole || (lines.length >= records && E.isLeft(decodeBesideBytes(kind, bytes)))) break;
        comparer.take(bytes);
        lines.push(bytes.toString('utf8'));
        end = offset + bytes.length + 1;
      }
    });
  }
  const comparison = comparer.end();
  const halves = comparison.behind > 0 || recordBytes !== records * RECORD_BYTES || comparison.unwritten !== undefined;
  const torn = comparison.left === 0 && (halves || end < size);
  return { lines, findings: findingsOf(kind, epoch, comparison, size - end), torn, end, size, sum: comparison.sum };
};

/** Reads the lines kept for an epoch and compares them with their sums. */
export const readBeside = (fs: FileSystem, kind: Beside, epoch: number): BesideRead => {
  const [file, sumsFile] = filesOf(kind, epoch);
  if (fs.size(sumsFile) === undefined) {
    return fs.size(file) === undefined ? EMPTY : { ...EMPTY, findings: [missingFile(sumsFile, `the sums of ${file}`)] };
  }
  return withFile(fs, sumsFile, 'read', (handle) => {
    const header = readSumsHeader(fs, handle);
    return header === undefined
      ? { ...EMPTY, findings: [damagedHeader(sumsFile)] }
      : walk(fs, kind, epoch, handle, header);
  });
};

const headerOf = (epoch: number, log: Hash32) => encodeSumsHeader({ epoch, log });

function* sumsOf(epoch: number, log: Hash32, lines: readonly string[]): Generator<Uint8Array> {
  const header = headerOf(epoch, log);
  yield header.bytes;
  let sum = header.sum;
  for (const line of lines) {
    sum = nextSum(sum, line);
    yield Buffer.from(`${sum}\n`);
  }
}

const writeSums = (fs: FileSystem, kind: Beside, epoch: number, log: Hash32, lines: readonly string[]): void => {
  replaceFile(fs, besideSumsFile(kind.folder, epoch), inPieces(sumsOf(epoch, log, lines)));
  fs.syncDirectory(kind.folder);
};

const append = (
  fs: FileSystem,
  kind: Beside,
  epoch: number,
  log: Hash32,
  read: BesideRead,
  lines: readonly string[],
): void => {
  const [file, sumsFile] = filesOf(kind, epoch);
  const isNew = fs.size(file) === undefined;
  appendSynced(fs, file, Buffer.from(`${lines.join('\n')}\n`));
  if (isNew) fs.syncDirectory(kind.folder);
  let sum = read.lines.length === 0 ? headerOf(epoch, log).sum : read.sum;
  const sums = lines.map((line) => {
    sum = nextSum(sum, line);
    return sum;
  });
  appendSynced(fs, sumsFile, Buffer.from(`${sums.join('\n')}\n`));
};

/** Keeps lines of an epoch durably, behind those that are there. `notice` is told what was mended first. */
export const addBeside = (
  fs: FileSystem,
  kind: Beside,
  epoch: number,
  log: Hash32,
  lines: readonly string[],
  notice: (text: string) => void,
): void => {
  if (lines.length === 0) return;
  const [file, sumsFile] = filesOf(kind, epoch);
  ensureDirectory(fs, kind.folder);
  if (fs.size(sumsFile) === undefined && fs.size(file) === undefined) writeSums(fs, kind, epoch, log, []);
  const read = readBeside(fs, kind, epoch);
  if (read.findings[0] !== undefined) throw dataFailure(read.findings[0]);
  if (read.end < read.size) notice(cutAside(fs, file, read.end));
  if (read.torn) writeSums(fs, kind, epoch, log, read.lines);
  append(fs, kind, epoch, log, read, lines);
};
