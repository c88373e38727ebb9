import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import {
  compareRanks,
  compareUtf8,
  type DataError,
  type Decoded,
  type Fact,
  type LogHeader,
  rankOf,
  type Seal,
} from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { decodeAt, foreignLine, withoutDamaged } from './check-line.js';
import { type Comparison, compareWithSums, type SumFault } from './compare.js';
import type { FileSystem } from './file-system.js';
import { finding, sumFinding } from './finding.js';
import { linesOf } from './lines.js';
import { segmentFile, segmentSumsFile } from './names.js';
import { readPieces } from './segment.js';
import { readSumsHeader, recordsOf } from './sums.js';

const LINES_A_TURN = 10_000;

const hashOf = async (fs: FileSystem, epoch: number): Promise<string> => {
  const stream = createHash('sha256');
  for await (const piece of readPieces(fs, epoch)) {
    stream.update(piece);
    await setImmediate();
  }
  return stream.digest('hex');
};

const lineFindings = (
  seal: Seal,
  header: LogHeader | undefined,
  number: number,
  bytes: Buffer,
  fact: Decoded<Fact>,
): DataError[] => {
  const file = segmentFile(seal.epoch);
  const at = { file, line: number };
  const findings: DataError[] = [];
  const { epoch, netuid } = fact.event;
  if (fact.line.length !== bytes.toString('utf8').length) {
    findings.push(finding('SEGMENT_LINE', at, 'a line without signature', 'a line with one'));
  }
  if (epoch !== seal.epoch)
    findings.push(finding('SEGMENT_LINE', { ...at, path: '/epoch' }, `epoch ${seal.epoch}`, `epoch ${epoch}`));
  if (header !== undefined && netuid !== header.netuid) findings.push(foreignLine(file, number, header.netuid, netuid));
  return findings;
};

const orderFinding = (file: string, line: number, last: Decoded<Fact>, next: Decoded<Fact>): DataError | undefined => {
  const order = compareRanks(rankOf(last.event), rankOf(next.event)) || compareUtf8(last.line, next.line);
  if (order < 0) return undefined;
  const found = order === 0 ? 'the same line again' : 'one that comes before it';
  return finding('SEGMENT_ORDER', { file, line }, `a fact that comes after line ${line - 1} in canonical order`, found);
};

interface Walk {
  readonly findings: readonly DataError[];
  readonly faults: readonly SumFault[];
  readonly lines: number;
}

const NO_COMPARISON: Pick<Comparison, 'faults'> = { faults: [] };

const walkSegment = async (fs: FileSystem, seal: Seal, header: LogHeader | undefined, sums: number): Promise<Walk> => {
  const [file, sumsFile] = [segmentFile(seal.epoch), segmentSumsFile(seal.epoch)];
  const sound = sums < 0 ? undefined : readSumsHeader(fs, sums);
  const comparer =
    sound === undefined
      ? undefined
      : compareWithSums(sound.sum, recordsOf(fs, sums, sound.bytes, fs.size(sumsFile) ?? 0));
  const findings: DataError[] = [];
  let last: Decoded<Fact> | undefined;
  let number = 0;
  const handle = fs.open(file, 'read');
  try {
    for (const { bytes, offset, whole } of linesOf(fs, handle, 0, fs.size(file) ?? 0)) {
      if (!whole) {
        findings.push(
          finding(
            'SEGMENT_LINE',
            { file, line: number + 1, offset },
            'a line with LF',
            `${bytes.length} bytes without`,
          ),
        );
        break;
      }
      number += 1;
      comparer?.take(bytes);
      const decoded = decodeAt(file, number, bytes);
      if (E.isLeft(decoded)) findings.push(decoded.left);
      else {
        findings.push(...lineFindings(seal, header, number, bytes, decoded.right));
        const order = last === undefined ? undefined : orderFinding(file, number, last, decoded.right);
        if (order !== undefined) findings.push(order);
      }
      last = E.isLeft(decoded) ? undefined : decoded.right;
      if (number % LINES_A_TURN === 0) await setImmediate();
    }
  } finally {
    fs.close(handle);
  }
  return { findings, faults: (comparer?.end() ?? NO_COMPARISON).faults, lines: number };
};

/** Turns a fault into one of the sums: the hash in the seal says that the lines are right. */
const blameSums = (fault: SumFault): SumFault =>
  fault.wrong === 'sum' ? fault : { ...fault, wrong: 'sum', expected: fault.found, found: fault.expected };

/** Checks a sealed segment to the bit: hash, count, every line, canonical order, and its sums. */
export const checkSegment = async (
  fs: FileSystem,
  seal: Seal,
  header: LogHeader | undefined,
): Promise<readonly DataError[]> => {
  const [file, sumsFile] = [segmentFile(seal.epoch), segmentSumsFile(seal.epoch)];
  if (fs.size(file) === undefined) return []; // reported with the names and sizes
  const hash = await hashOf(fs, seal.epoch);
  const sums = fs.size(sumsFile) === undefined ? -1 : fs.open(sumsFile, 'read');
  try {
    const walk = await walkSegment(fs, seal, header, sums);
    const isRight = hash === seal.segment;
    const faults = isRight ? walk.faults.map(blameSums) : walk.faults;
    const findings = faults.map((fault) => sumFinding(fault, file, sumsFile));
    if (!isRight) findings.push(finding('SEGMENT_HASH', { file }, seal.segment, hash));
    if (walk.lines !== seal.count)
      findings.push(finding('SEGMENT_COUNT', { file }, `${seal.count} lines`, `${walk.lines} lines`));
    return [...findings, ...withoutDamaged(walk.findings, faults)];
  } finally {
    if (sums >= 0) fs.close(sums);
  }
};
