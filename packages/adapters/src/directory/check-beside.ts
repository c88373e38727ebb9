import type { DataError, Hash32, Seal } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import {
  BESIDE_CLAIMS,
  BESIDE_RECORDS,
  type Beside,
  besideEpochs,
  decodeBesideBytes,
  readBeside,
} from './beside-file.js';
import { walkChecked } from './checked-file.js';
import { asideName } from './durable.js';
import { type FileSystem, readFile } from './file-system.js';
import { finding, missingFile } from './finding.js';
import { ASIDE, besideFile, besideSumsFile, REFUSED } from './names.js';
import { isTorn, lostItsEnd, readRefusedTail } from './refused-tail.js';
import { readSnapshot } from './snapshot-file.js';
import { readSumsHeaderOf } from './sums.js';

/** What a part of the check found. */
export interface PartCheck {
  readonly findings: readonly DataError[];
  readonly notices: readonly string[];
}

const tornNotice = (file: string): string =>
  `${file}: ends in what was never acknowledged; the next writer keeps it aside`;

const checkEpoch = (fs: FileSystem, kind: Beside, epoch: number, log: Hash32): PartCheck => {
  const [file, sumsFile] = [besideFile(kind.folder, epoch), besideSumsFile(kind.folder, epoch)];
  const read = readBeside(fs, kind, epoch);
  const fields = readSumsHeaderOf(fs, sumsFile)?.fields;
  const [expected, found] = [
    `epoch ${epoch}, log ${log}`,
    `epoch ${String(fields?.['epoch'])}, log ${String(fields?.['log'])}`,
  ];
  const findings = [...read.findings];
  if (fields !== undefined && expected !== found)
    findings.push(finding('BAD_LOG_FILE', { file: sumsFile, line: 1 }, expected, found));
  if (findings.length === 0) {
    for (const [at, line] of read.lines.entries()) {
      const decoded = decodeBesideBytes(kind, Buffer.from(line));
      if (E.isLeft(decoded)) findings.push({ ...decoded.left, at: { ...decoded.left.at, file, line: at + 1 } });
    }
  }
  return { findings, notices: read.torn ? [tornNotice(`${file}, ${sumsFile}`)] : [] };
};

/** Checks all claims and records that are kept. */
export const checkBeside = (fs: FileSystem, log: Hash32): PartCheck => {
  const parts = [BESIDE_CLAIMS, BESIDE_RECORDS].flatMap((kind) =>
    besideEpochs(fs, kind).map((epoch) => checkEpoch(fs, kind, epoch, log)),
  );
  return { findings: parts.flatMap((part) => part.findings), notices: parts.flatMap((part) => part.notices) };
};

/** Checks the snapshots of sealed epochs. */
export const checkSnapshots = (fs: FileSystem, seals: readonly Seal[]): readonly DataError[] =>
  seals.flatMap((seal) => readSnapshot(fs, seal).findings);

/** Checks the refused lines, and counts them. */
export const checkRefused = (fs: FileSystem): PartCheck & { readonly refused: number } => {
  if (fs.size(REFUSED) === undefined)
    return { findings: [missingFile(REFUSED, 'what was refused')], notices: [], refused: 0 };
  const tail = readRefusedTail(fs);
  const { findings, lines } = walkChecked(fs, REFUSED, () => undefined, tail.end);
  if (isTorn(tail)) return { findings, notices: [tornNotice(REFUSED)], refused: lines };
  const at = { file: REFUSED, line: lines + 1 };
  const lost = lostItsEnd(tail) ? [finding('SUM_MISMATCH', at, 'LF behind the line', 'another byte')] : [];
  return { findings: [...findings, ...lost], notices: [], refused: lines };
};

/** Checks that what was kept aside is what its name says. */
export const checkAside = (fs: FileSystem): readonly DataError[] =>
  fs.list(ASIDE).flatMap((name) => {
    const match = /^([a-z0-9-]+)-[0-9a-f]{16}\.bin$/.exec(name);
    const bytes = match === null ? undefined : readFile(fs, `${ASIDE}/${name}`);
    if (match === null || bytes === undefined) return [];
    const expected = asideName(`${match[1]}.`, bytes);
    return expected === name
      ? []
      : [
          finding(
            'SUM_MISMATCH',
            { file: `${ASIDE}/${name}` },
            name,
            expected,
            'it is evidence only, no part of the log',
          ),
        ];
  });
