import { type DataError, decodeClaim, decodeLineBytes, type Hash32 } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { nodeHost } from '../node/host.js';
import { type Comparison, compareWithSums } from './compare.js';
import { appendSynced, cutAside, ensureDirectory, replaceFile } from './durable.js';
import { dataFailure } from './failure.js';
import { type FileSystem, withFile } from './file-system.js';
import { damagedHeader, finding, missingFile, sumFinding } from './finding.js';
import { linesOf } from './lines.js';
import { CLAIMS, claimsFile, claimsSumsFile } from './names.js';
import { inPieces } from './pieces.js';
import { nextSum } from './running-sum.js';
import { encodeSumsHeader, RECORD_BYTES, readSumsHeader, recordsOf, type SumsHeader } from './sums.js';

/** The claims of an epoch as they were read. */
export interface ClaimsRead {
  readonly lines: readonly string[];
  readonly findings: readonly DataError[];
  /** True for lines and sums that a crash left half-written. */
  readonly torn: boolean;
  readonly end: number;
  readonly size: number;
  readonly sum: string;
}

const EMPTY: ClaimsRead = { lines: [], findings: [], torn: false, end: 0, size: 0, sum: '' };

/** One line as a claim. */
export const decodeClaimBytes = (bytes: Uint8Array) => {
  const text = decodeLineBytes(bytes, nodeHost.decodeText);
  return E.isLeft(text) ? text : decodeClaim(text.right);
};

const findingsOf = (epoch: number, comparison: Comparison, torn: number): readonly DataError[] => {
  const [file, sumsFile] = [claimsFile(epoch), claimsSumsFile(epoch)];
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

const walk = (fs: FileSystem, epoch: number, sums: number, header: SumsHeader): ClaimsRead => {
  const [file, sumsFile] = [claimsFile(epoch), claimsSumsFile(epoch)];
  const recordBytes = (fs.size(sumsFile) ?? 0) - header.bytes;
  const size = fs.size(file) ?? 0; // after the sums: a writer adds lines first
  const records = Math.floor(recordBytes / RECORD_BYTES);
  const comparer = compareWithSums(header.sum, recordsOf(fs, sums, header.bytes, header.bytes + recordBytes));
  const lines: string[] = [];
  let end = 0;
  if (size > 0) {
    withFile(fs, file, 'read', (handle) => {
      for (const { bytes, offset, whole } of linesOf(fs, handle, 0, size)) {
        if (!whole || (lines.length >= records && E.isLeft(decodeClaimBytes(bytes)))) break;
        comparer.take(bytes);
        lines.push(bytes.toString('utf8'));
        end = offset + bytes.length + 1;
      }
    });
  }
  const comparison = comparer.end();
  const halves = comparison.behind > 0 || recordBytes !== records * RECORD_BYTES || comparison.unwritten !== undefined;
  const torn = comparison.left === 0 && (halves || end < size);
  return { lines, findings: findingsOf(epoch, comparison, size - end), torn, end, size, sum: comparison.sum };
};

/** Reads the claims kept for an epoch and compares them with their sums. */
export const readClaims = (fs: FileSystem, epoch: number): ClaimsRead => {
  const [file, sumsFile] = [claimsFile(epoch), claimsSumsFile(epoch)];
  if (fs.size(sumsFile) === undefined) {
    return fs.size(file) === undefined ? EMPTY : { ...EMPTY, findings: [missingFile(sumsFile, `the sums of ${file}`)] };
  }
  return withFile(fs, sumsFile, 'read', (handle) => {
    const header = readSumsHeader(fs, handle);
    return header === undefined ? { ...EMPTY, findings: [damagedHeader(sumsFile)] } : walk(fs, epoch, handle, header);
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

const writeSums = (fs: FileSystem, epoch: number, log: Hash32, lines: readonly string[]): void => {
  replaceFile(fs, claimsSumsFile(epoch), inPieces(sumsOf(epoch, log, lines)));
  fs.syncDirectory(CLAIMS);
};

/** Keeps claims of an epoch durably, behind those that are there. `notice` is told what was mended first. */
export const addClaims = (
  fs: FileSystem,
  epoch: number,
  log: Hash32,
  lines: readonly string[],
  notice: (text: string) => void,
): void => {
  if (lines.length === 0) return;
  ensureDirectory(fs, CLAIMS);
  if (fs.size(claimsSumsFile(epoch)) === undefined && fs.size(claimsFile(epoch)) === undefined)
    writeSums(fs, epoch, log, []);
  const read = readClaims(fs, epoch);
  if (read.findings[0] !== undefined) throw dataFailure(read.findings[0]);
  if (read.end < read.size) notice(cutAside(fs, claimsFile(epoch), read.end));
  if (read.torn) writeSums(fs, epoch, log, read.lines);
  const isNew = fs.size(claimsFile(epoch)) === undefined;
  appendSynced(fs, claimsFile(epoch), Buffer.from(`${lines.join('\n')}\n`));
  if (isNew) fs.syncDirectory(CLAIMS);
  let sum = read.lines.length === 0 ? headerOf(epoch, log).sum : read.sum;
  const sums = lines.map((line) => {
    sum = nextSum(sum, line);
    return sum;
  });
  appendSynced(fs, claimsSumsFile(epoch), Buffer.from(`${sums.join('\n')}\n`));
};
