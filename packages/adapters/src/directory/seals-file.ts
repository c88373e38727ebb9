import {
  type DataError,
  encodeCanonical,
  type Hash32,
  type Json,
  type Seal,
  sealHash,
  shorten,
} from '@subnet-scoring/core';
import { nodeHost } from '../node/host.js';
import { type FileSystem, withFile } from './file-system.js';
import { finding } from './finding.js';
import { linesOf } from './lines.js';
import { SEALS } from './names.js';

const HASH = /^[0-9a-f]{64}$/;
const isHash = (u: unknown): boolean => typeof u === 'string' && HASH.test(u);
const isCount = (u: unknown): boolean => typeof u === 'number' && Number.isSafeInteger(u) && u >= 0;
const KEYS = 'count,epoch,prev,rules,scores,seal,segment,status';

/** A seal as its line in seals.ndjson, without LF. */
export const encodeSeal = (seal: Seal): string => encodeCanonical(seal as unknown as Json);

/** Reads a line of seals.ndjson; undefined when it is none. */
export const decodeSeal = (line: string): Seal | undefined => {
  try {
    const seal = JSON.parse(line) as Seal;
    const isSeal =
      Object.keys(seal).join() === KEYS &&
      isCount(seal.count) &&
      isCount(seal.epoch) &&
      [seal.prev, seal.rules, seal.scores, seal.seal, seal.segment].every(isHash) &&
      (seal.status === 'judged' || seal.status === 'unjudged');
    return isSeal && encodeSeal(seal) === line ? seal : undefined;
  } catch {
    return undefined;
  }
};

/** One line of seals.ndjson. */
export interface SealLine {
  readonly offset: number;
  /** Undefined when the line is damaged. */
  readonly seal: Seal | undefined;
  readonly findings: readonly DataError[];
}

/** What seals.ndjson holds. */
export interface SealsRead {
  readonly lines: readonly SealLine[];
  /** End of the last whole line, and of the file. */
  readonly end: number;
  readonly size: number;
}

const findingsOf = (seal: Seal, line: number, previous: readonly Hash32[], lastEpoch: number): readonly DataError[] => {
  const findings: DataError[] = [];
  const at = { file: SEALS, line };
  const hash = sealHash(nodeHost.sha256, seal);
  if (hash !== seal.seal) findings.push(finding('SEAL_HASH', at, hash, seal.seal));
  const [prev] = previous;
  if (prev !== undefined && !previous.includes(seal.prev))
    findings.push(finding('SEAL_CHAIN', at, `prev ${prev}`, `prev ${seal.prev}`));
  if (seal.epoch <= lastEpoch)
    findings.push(finding('SEAL_CHAIN', at, `an epoch after ${lastEpoch}`, `epoch ${seal.epoch}`));
  return findings;
};

/**
 * Reads seals.ndjson and checks each line with itself and with the line before it. A damaged line is reported once: the
 * line behind it is measured with what the damaged one must have been, or not at all.
 */
export const readSeals = (fs: FileSystem, logHash: Hash32): SealsRead => {
  const size = fs.size(SEALS);
  if (size === undefined) return { lines: [], end: 0, size: 0 };
  const lines: SealLine[] = [];
  let previous: readonly Hash32[] = [logHash];
  let lastEpoch = -1;
  let end = 0;
  withFile(fs, SEALS, 'read', (handle) => {
    for (const { bytes, offset, whole } of linesOf(fs, handle, 0, size)) {
      if (!whole) break;
      end = offset + bytes.length + 1;
      const text = bytes.toString('utf8');
      const seal = decodeSeal(text);
      const at = { file: SEALS, line: lines.length + 1 };
      const findings =
        seal === undefined
          ? [finding('BAD_LOG_FILE', at, 'a seal as one line of canonical JSON', shorten(text))]
          : findingsOf(seal, at.line, previous, lastEpoch);
      const sound = findings.length === 0 ? seal : undefined;
      lines.push({ offset, seal: sound, findings });
      previous = seal === undefined ? [] : [seal.seal, sealHash(nodeHost.sha256, seal)];
      lastEpoch = sound?.epoch ?? lastEpoch;
    }
  });
  return { lines, end, size };
};
