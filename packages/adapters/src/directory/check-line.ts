import type { DataError, Decoded, Fact } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { SumFault } from './compare.js';
import { finding } from './finding.js';
import { decodeFactBytes } from './journal-walk.js';

/** Findings of one file are cut off here: who has lost a whole file needs no million lines about it. */
export const FINDINGS_MAX = 100;

/** Decodes a fact in full and says where it stands when it is none. */
export const decodeAt = (file: string, line: number, bytes: Uint8Array): E.Either<DataError, Decoded<Fact>> => {
  const decoded = decodeFactBytes(bytes);
  return E.isRight(decoded) ? decoded : E.left({ ...decoded.left, at: { ...decoded.left.at, file, line } });
};

/** A line of another subnet. */
export const foreignLine = (file: string, line: number, expected: number, found: number): DataError =>
  finding(
    'WRONG_NETUID',
    { file, line, path: '/netuid' },
    `netuid ${expected}`,
    `netuid ${found}`,
    'it belongs to another log',
  );

/** Leaves out what is said about lines that are known to be damaged: one finding a fault is enough. */
export const withoutDamaged = (findings: readonly DataError[], faults: readonly SumFault[]): readonly DataError[] => {
  const damaged = faults.filter(({ wrong }) => wrong === 'line');
  const isDamaged = (line: number): boolean =>
    damaged.some((fault) => line >= fault.line && line <= fault.line + fault.lines);
  return findings.filter(({ at }) => at.line === undefined || !isDamaged(at.line)).slice(0, FINDINGS_MAX);
};
