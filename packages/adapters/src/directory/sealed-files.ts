import type { DataError, Hash32, Seal } from '@subnet-scoring/core';
import { type FileSystem, withFile } from './file-system.js';
import { damagedHeader, finding, missingFile } from './finding.js';
import { linesOf } from './lines.js';
import { parseEpochName, SEGMENTS, segmentFile, segmentSigsFile, segmentSumsFile } from './names.js';
import { RECORD_BYTES, readSumsHeaderOf, type SumsHeader } from './sums.js';

/** What the header of a segment's sums file says: enough to see, without reading it, that nothing was cut. */
export interface SegmentHeader {
  /** Size of the segment. */
  readonly bytes: number;
  readonly epoch: number;
  readonly lines: number;
  /** SHA-256 of log.json. */
  readonly log: string;
  /** Size of the file of signatures. */
  readonly sigs: number;
}

/** Reads the fields of a sound header. */
export const segmentHeaderOf = ({ fields }: SumsHeader): SegmentHeader => ({
  bytes: Number(fields['bytes']),
  epoch: Number(fields['epoch']),
  lines: Number(fields['lines']),
  log: String(fields['log']),
  sigs: Number(fields['sigs']),
});

/** Whole lines of a file; 0 when it is missing. */
export const countLines = (fs: FileSystem, file: string): number => {
  const size = fs.size(file);
  if (size === undefined) return 0;
  return withFile(fs, file, 'read', (handle) => {
    let count = 0;
    for (const line of linesOf(fs, handle, 0, size)) if (line.whole) count += 1;
    return count;
  });
};

/** Findings about sealed files. */
export interface SealedFiles {
  /** Something was cut or is gone. */
  readonly damage: readonly DataError[];
  /** Something beside the facts was altered. */
  readonly flaws: readonly DataError[];
  /** Facts that are gone. */
  readonly missing: number;
}

const wrongSize = (file: string, expected: number, found: number | undefined, what: string): readonly DataError[] => {
  if (found === undefined) return [missingFile(file, what)];
  return found === expected ? [] : [finding('BAD_LOG_FILE', { file }, `${expected} bytes`, `${found} bytes`)];
};

const foreignHeader = (file: string, seal: Seal, log: Hash32, header: SegmentHeader): readonly DataError[] => {
  const expected = `epoch ${seal.epoch}, ${seal.count} lines, log ${log}`;
  const found = `epoch ${header.epoch}, ${header.lines} lines, log ${header.log}`;
  return expected === found ? [] : [finding('BAD_LOG_FILE', { file, line: 1 }, expected, found)];
};

const ofEpoch = (fs: FileSystem, seal: Seal, log: Hash32): SealedFiles => {
  const [file, sumsFile, sigsFile] = [
    segmentFile(seal.epoch),
    segmentSumsFile(seal.epoch),
    segmentSigsFile(seal.epoch),
  ];
  const sizes = { facts: fs.size(file), sums: fs.size(sumsFile), sigs: fs.size(sigsFile) };
  const read = readSumsHeaderOf(fs, sumsFile);
  const header = read === undefined ? undefined : segmentHeaderOf(read);
  const sumsBytes = (read?.bytes ?? 0) + (header?.lines ?? 0) * RECORD_BYTES;
  const flaws = [
    ...(sizes.sums !== undefined && header === undefined ? [damagedHeader(sumsFile)] : []),
    ...(header === undefined ? [] : foreignHeader(sumsFile, seal, log, header)),
  ];
  // A sums file that does not say how long its segment is leaves that to the hash of the segment.
  const facts = wrongSize(
    file,
    header?.bytes ?? sizes.facts ?? 0,
    sizes.facts,
    `the ${seal.count} facts of epoch ${seal.epoch}`,
  );
  const missing = facts.length === 0 ? 0 : Math.max(0, seal.count - countLines(fs, file));
  const gone = finding('FACTS_MISSING', { file }, `${seal.count} facts`, `${seal.count - missing} facts`);
  const damage = [
    ...(missing > 0 && sizes.facts !== undefined ? [gone] : facts),
    ...wrongSize(
      sumsFile,
      header === undefined ? (sizes.sums ?? 0) : sumsBytes,
      sizes.sums,
      `the sums of epoch ${seal.epoch}`,
    ),
    ...wrongSize(sigsFile, header?.sigs ?? sizes.sigs ?? 0, sizes.sigs, `the signatures of epoch ${seal.epoch}`),
  ];
  return { damage, flaws, missing };
};

/** Looks at the names and sizes of all sealed files, and at the first line of each sums file. Reads no segment. */
export const checkSealedFiles = (fs: FileSystem, seals: readonly Seal[], log: Hash32): SealedFiles => {
  const found = seals.map((seal) => ofEpoch(fs, seal, log));
  return {
    damage: found.flatMap((epoch) => epoch.damage),
    flaws: found.flatMap((epoch) => epoch.flaws),
    missing: found.reduce((sum, epoch) => sum + epoch.missing, 0),
  };
};

/** Facts in segments that no seal vouches for. */
export const countUnsealed = (fs: FileSystem, seals: readonly Seal[]): number => {
  const sealed = new Set<number>(seals.map((seal) => seal.epoch));
  let count = 0;
  for (const name of fs.list(SEGMENTS)) {
    const parsed = parseEpochName(name);
    if (parsed?.extension === 'ndjson' && !sealed.has(parsed.epoch)) count += countLines(fs, segmentFile(parsed.epoch));
  }
  return count;
};
