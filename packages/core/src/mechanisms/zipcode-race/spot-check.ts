import { raw32, taggedBytes, text, u64 } from '../../hash/tagged.js';
import type { Account, Hash32 } from '../../ids.js';
import { decideByStake, type Electorate, lastOfEach, type Observation } from '../../observers/index.js';
import { type EvidenceVerdict, judgeEvidence } from '../../primitives/min-evidence.js';
import { sample } from '../../primitives/sample.js';
import type { CheckedRow, Draft } from './evolve.js';
import type { Params } from './params.js';
import type { RowVerdict } from './row-verdict.js';
import { listOf } from './stated.js';
import type { Entry } from './submissions.js';

/** One drawn row and what observers found. */
export interface RowResult {
  readonly row: number;
  readonly verdict: RowVerdict;
  /** True for an identity failure that enough observations confirm. */
  readonly confirmed: boolean;
  readonly lines: readonly number[];
}

/** The drawn rows of one submission and its verdict. */
export interface SpotCheckResult {
  readonly rows: readonly RowResult[];
  readonly passed: number;
  readonly conclusive: number;
  readonly verdict: EvidenceVerdict;
}

/** Rows to check, 0-based, in drawn order. The seed is younger than the commitment: nobody can steer the draw (rule 5). */
export const drawRows = (draft: Draft, seed: Hash32, entry: Entry, rowsMax: number): number[] => {
  const { sha256, epoch } = draft.context;
  const parts = [raw32(seed), u64(epoch), text(entry.zipcode), raw32(entry.account), raw32(entry.contentSha256)];
  const { rows } = entry.measure;
  return sample(sha256, taggedBytes(sha256, 'spot/1', parts), rows, Math.min(rows, rowsMax));
};

/**
 * How often an identity failure of a row is confirmed: each observer whose counting verdict is identity failure counts
 * once, and again for each further such observation at least confirmBlocks after its last counted one (rule 6).
 */
const confirmations = (
  params: Params,
  observations: readonly Observation<CheckedRow>[],
  counting: readonly Observation<CheckedRow>[],
): number => {
  let total = 0;
  const last = new Map<Account, number>();
  const accusers = new Set(counting.filter(({ value }) => value.verdict === 'identity').map(({ by }) => by));
  for (const { by, block, value } of observations) {
    if (!accusers.has(by) || value.verdict !== 'identity') continue;
    const former = last.get(by);
    if (former !== undefined && block < former + params.spotCheck.confirmBlocks) continue;
    last.set(by, block);
    total += 1;
  }
  return total;
};

const isConclusive = ({ verdict }: CheckedRow): boolean => verdict !== 'inconclusive';

const lastConclusive = (all: readonly Observation<CheckedRow>[]): RowVerdict => {
  for (let at = all.length - 1; at >= 0; at -= 1) {
    const value = all[at]?.value;
    if (value !== undefined && isConclusive(value)) return value.verdict;
  }
  return 'inconclusive';
};

const judgeRow = (
  params: Params,
  electorate: Electorate,
  row: number,
  all: readonly Observation<CheckedRow>[],
): RowResult => {
  const lines = all.map(({ line }) => line);
  const result = (verdict: RowVerdict, confirmed: number): RowResult => ({
    row,
    verdict,
    confirmed: verdict === 'identity' && confirmed >= params.spotCheck.confirmations,
    lines,
  });
  if (electorate.kind === 'any') {
    const verdict = lastConclusive(all);
    return result(verdict, verdict === 'identity' ? confirmations(params, all, lastOfEach(all, isConclusive)) : 0);
  }
  const votes = lastOfEach(all, isConclusive)
    .map(({ by, value }) => ({ by, verdict: value.verdict }))
    .filter(({ by, verdict }) => verdict !== 'inconclusive' && electorate.stakeOf.has(by));
  const decision = decideByStake(electorate, votes);
  if (decision === undefined) return result('inconclusive', 0);
  return result(decision.verdict as RowVerdict, votes.filter(({ verdict }) => verdict === 'identity').length);
};

/** Judges the drawn rows of one submission. A fault of an observer is inconclusive, never the miner's (rule 6). */
export const judge = (
  draft: Draft,
  electorate: Electorate,
  seed: Hash32,
  entry: Entry,
  rowsMax: number,
): SpotCheckResult => {
  const { params } = draft;
  const { miner, zipcode, contentSha256 } = entry;
  const checks = listOf(draft.checks.get(miner.hotkey)?.get(zipcode));
  const rows = drawRows(draft, seed, entry, rowsMax).map((row) => {
    const ofRow = checks.filter(({ value }) => value.row === row && value.file.contentSha256 === contentSha256);
    return judgeRow(params, electorate, row, ofRow);
  });
  const passed = rows.filter(({ verdict }) => verdict === 'passed').length;
  const conclusive = rows.filter(({ verdict }) => verdict !== 'inconclusive').length;
  const isConfirmed = rows.some(({ confirmed }) => confirmed);
  const evidence = judgeEvidence({ asked: rows.length, conclusive, passed }, params.spotCheck);
  return { rows, passed, conclusive, verdict: isConfirmed ? 'failed' : evidence };
};
