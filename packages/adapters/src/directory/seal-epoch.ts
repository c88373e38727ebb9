import type { Hash32, Seal } from '@subnet-scoring/core';
import { nodeHost } from '../node/host.js';
import type { SealedEpoch } from '../ports.js';
import { addBeside, BESIDE_CLAIMS, readBeside } from './beside-file.js';
import { appendSynced } from './durable.js';
import { epochOfBytes } from './fact-line.js';
import { dataFailure } from './failure.js';
import type { FileSystem } from './file-system.js';
import { finding, sumFinding } from './finding.js';
import type { Journal } from './journal.js';
import { JOURNAL, JOURNAL_SUMS, SEALS } from './names.js';
import type { RefusedFile } from './refused-file.js';
import { assertSeal, keptBy, refuseToLose } from './seal-rules.js';
import { encodeSeal } from './seals-file.js';
import { measureSegment, writeSegment } from './segment.js';
import { writeSnapshot } from './snapshot-file.js';

/** The parts of an open log that sealing works on. */
export interface SealParts {
  readonly fs: FileSystem;
  readonly logHash: Hash32;
  readonly journal: Journal;
  readonly refused: RefusedFile;
  readonly seals: readonly Seal[];
  readonly notice: (text: string) => void;
}

/** Reads the journal once more: what is sealed must be what was acknowledged, all of it and to the bit. */
const checkJournal = (journal: Journal, sealed: SealedEpoch): void => {
  const isKept = keptBy(sealed);
  let lost: string | undefined;
  const { comparison } = journal.walk((bytes) => {
    if (lost !== undefined || epochOfBytes(bytes) !== sealed.seal.epoch) return;
    const line = bytes.toString('utf8');
    if (!isKept(line)) lost = line;
  });
  const fault = comparison.faults.find(({ wrong }) => wrong === 'line');
  if (fault !== undefined) throw dataFailure(sumFinding(fault, JOURNAL, JOURNAL_SUMS));
  const { left, lines } = comparison;
  if (left > 0)
    throw dataFailure(
      finding('FACTS_MISSING', { file: JOURNAL, line: lines + 1 }, `${lines + left} lines`, `${lines} lines`),
    );
  if (lost !== undefined) refuseToLose(lost);
};

/**
 * Checks all that can be checked without writing, and returns the sealing itself. A crash before the seal's line is on the
 * disk leaves the epoch open, with files that the next try replaces; a crash behind it leaves a sealed epoch whose facts
 * the next writer takes out of the journal.
 */
export const prepareSeal = (parts: SealParts, sealed: SealedEpoch): (() => void) => {
  const { fs, logHash, journal, refused, seals, notice } = parts;
  const { seal, lines, signatures, late, claims, snapshot } = sealed;
  const { sha256, bytes } = measureSegment(lines);
  assertSeal(sealed, { sha256: nodeHost.sha256, logHash, last: seals[seals.length - 1], segment: sha256 });
  checkJournal(journal, sealed);
  return () => {
    refused.add(late);
    writeSegment(fs, seal, logHash, lines, signatures, bytes);
    const kept = new Set(readBeside(fs, BESIDE_CLAIMS, seal.epoch).lines);
    addBeside(
      fs,
      BESIDE_CLAIMS,
      seal.epoch,
      logHash,
      claims.filter((claim) => !kept.has(claim)),
      notice,
    );
    writeSnapshot(fs, seal, snapshot);
    appendSynced(fs, SEALS, Buffer.from(`${encodeSeal(seal)}\n`));
    journal.compact((epoch) => epoch !== seal.epoch, { head: seal.seal, log: logHash, seals: seals.length + 1 });
  };
};
