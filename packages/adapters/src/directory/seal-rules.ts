import { type DataError, type Hash32, type Seal, type Sha256, sealHash } from '@subnet-scoring/core';
import type { SealedEpoch } from '../ports.js';
import { withoutSignature } from './fact-line.js';
import { finding } from './finding.js';

/** What a log knows when an epoch is to be sealed. */
export interface SealContext {
  readonly sha256: Sha256;
  readonly logHash: Hash32;
  readonly last: Seal | undefined;
  /** SHA-256 of the segment's lines, each with LF. */
  readonly segment: Hash32;
}

const demand = (holds: boolean, says: string): void => {
  if (!holds) throw new TypeError(`seal: ${says}`);
};

/** Throws unless the seal says the truth about what is to be sealed. Whoever breaks one of these rules has a bug. */
export const assertSeal = (
  { seal, lines, signatures }: SealedEpoch,
  { sha256, logHash, last, segment }: SealContext,
): void => {
  const prev = last?.seal ?? logHash;
  demand(seal.prev === prev, `prev must be ${prev}, the last seal, not ${seal.prev}`);
  demand(last === undefined || seal.epoch > last.epoch, `epoch ${seal.epoch} does not come after epoch ${last?.epoch}`);
  demand(seal.count === lines.length, `count is ${seal.count}, the segment has ${lines.length} lines`);
  demand(seal.segment === segment, `segment must be ${segment}, not ${seal.segment}`);
  const hash = sealHash(sha256, seal);
  demand(seal.seal === hash, `seal must be ${hash}, not ${seal.seal}`);
  demand(
    signatures.every(([line]) => line >= 1 && line <= lines.length),
    'a signature names a line that is not there',
  );
};

/** Says whether a fact that was taken goes into the segment or to the refused, so that sealing loses none. */
export const keptBy = (sealed: SealedEpoch): ((line: string) => boolean) => {
  const kept = new Set(sealed.lines);
  for (const late of sealed.late) kept.add(withoutSignature(late.line));
  return (line) => kept.has(withoutSignature(line));
};

/** Throws because sealing would lose a fact that was acknowledged. */
export const refuseToLose = (line: string): never => {
  throw new TypeError(
    `seal: a fact that was taken is neither in the segment nor among the late ones: ${line.slice(0, 200)}`,
  );
};

/** A fact that comes after its epoch was sealed. */
export const sealedEpochError = (epoch: number): DataError =>
  finding(
    'SEALED_EPOCH',
    { path: '/epoch' },
    'an epoch without a seal',
    `epoch ${epoch}`,
    'keep the line with the refused: what is sealed never changes',
  );
