import type { SpotCheckFailed, SpotCheckInconclusive, SpotCheckPassed } from '../../event/index.js';
import { raw32, taggedBytes, text, u64 } from '../../hash/tagged.js';
import type { Account, Hash32 } from '../../ids.js';
import { decideByStake, type Electorate, lastOfEach, type Observation } from '../../observers/index.js';
import { sample } from '../../primitives/sample.js';
import { type Draft, rowSubject } from './evolve.js';
import type { Params } from './params.js';
import type { Entry } from './submissions.js';

type Check = SpotCheckPassed | SpotCheckFailed | SpotCheckInconclusive;

/** What a row turned out to be. Identity: it does not exist, or is another one. Data: other values. */
export type RowVerdict = 'passed' | 'identity' | 'data' | 'inconclusive';

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
  readonly verdict: 'verified' | 'failed' | 'unverified';
}

/** Rows to check, 0-based, in drawn order. The seed is younger than the commitment: nobody can steer the draw (rule 5). */
export const drawRows = (draft: Draft, seed: Hash32, entry: Entry, rowsMax: number): number[] => {
  const { sha256, epoch } = draft.context;
  const parts = [raw32(seed), u64(epoch), text(entry.zipcode), raw32(entry.account), raw32(entry.contentSha256)];
  const { rows } = entry.measure;
  return sample(sha256, taggedBytes(sha256, 'spot/1', parts), rows, Math.min(rows, rowsMax));
};

const verdictOf = (params: Params, check: Check): RowVerdict => {
  if (check.type === 'SpotCheckPassed') return 'passed';
  if (check.type === 'SpotCheckInconclusive') return 'inconclusive';
  const { verdict, fields } = check.data;
  const { identity } = params.checkFields;
  return verdict === 'absent' || fields.some((field) => identity.includes(field)) ? 'identity' : 'data';
};

/**
 * How often an identity failure of a row is confirmed: each observer whose counting verdict is identity failure counts
 * once, and again for each further such observation at least confirmBlocks after its last counted one (rule 6).
 */
const confirmations = (
  params: Params,
  observations: readonly Observation<Check>[],
  counting: readonly Observation<Check>[],
): number => {
  let total = 0;
  const last = new Map<Account, number>();
  const accusers = new Set(counting.filter(({ value }) => verdictOf(params, value) === 'identity').map(({ by }) => by));
  for (const { by, block, value } of observations) {
    if (!accusers.has(by) || verdictOf(params, value) !== 'identity') continue;
    const former = last.get(by);
    if (former !== undefined && block < former + params.spotCheck.confirmBlocks) continue;
    last.set(by, block);
    total += 1;
  }
  return total;
};

const judgeRow = (
  params: Params,
  electorate: Electorate,
  row: number,
  all: readonly Observation<Check>[],
): RowResult => {
  const isConclusive = (check: Check): boolean => check.type !== 'SpotCheckInconclusive';
  const counting = lastOfEach(all, isConclusive);
  const lines = all.map(({ line }) => line);
  const result = (verdict: RowVerdict, confirmed: number): RowResult => ({
    row,
    verdict,
    confirmed: verdict === 'identity' && confirmed >= params.spotCheck.confirmations,
    lines,
  });
  if (electorate.kind === 'any') {
    const conclusive = all.filter(({ value }) => isConclusive(value));
    const last = conclusive[conclusive.length - 1];
    if (last === undefined) return result('inconclusive', 0);
    return result(verdictOf(params, last.value), confirmations(params, all, counting));
  }
  const votes = counting
    .map(({ by, value }) => ({ by, verdict: verdictOf(params, value) }))
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
  const { params, checks } = draft;
  const rows = drawRows(draft, seed, entry, rowsMax).map((row) => {
    const subject = rowSubject(entry.miner.hotkey, entry.zipcode, entry.contentSha256, row);
    return judgeRow(params, electorate, row, checks.get(subject) ?? []);
  });
  const passed = rows.filter(({ verdict }) => verdict === 'passed').length;
  const conclusive = rows.filter(({ verdict }) => verdict !== 'inconclusive').length;
  const { minConclusiveppm, passppm } = params.spotCheck;
  const enough = conclusive * 1_000_000 >= minConclusiveppm * rows.length;
  const failed = rows.some(({ confirmed }) => confirmed) || (enough && passed * 1_000_000 < passppm * conclusive);
  return { rows, passed, conclusive, verdict: failed ? 'failed' : enough ? 'verified' : 'unverified' };
};
