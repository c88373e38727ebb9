import type { Sha256 } from '../../hash/host.js';
import { raw32, taggedBytes, text } from '../../hash/tagged.js';
import { type Account, accountHex, type Hash32 } from '../../ids.js';
import type { Observation } from '../../observers/index.js';
import { judgeEvidence } from '../../primitives/min-evidence.js';
import { sample } from '../../primitives/sample.js';
import type { Answer } from './answers.js';
import { type Check, type Draft, itemKey } from './draft.js';
import { type IdList, idTextAt } from './id-list.js';

/** What an item turned out to be. Identity: it does not exist. Data: it has other values. */
export type ItemVerdict = 'passed' | 'identity' | 'data' | 'inconclusive';

/** One drawn item and what the observer found. */
export interface ItemResult {
  readonly item: string;
  readonly verdict: ItemVerdict;
  readonly lines: readonly number[];
}

/** The drawn items of one answer and their verdict. Identity: at least one of them does not exist. */
export interface SpotCheckResult {
  readonly items: readonly ItemResult[];
  readonly passed: number;
  readonly conclusive: number;
  readonly verdict: 'verified' | 'failed' | 'unverified' | 'identity';
}

/**
 * Positions of the items to check, in drawn order, of the `count` items of an answer (rule 3). `hash` is that of the block behind
 * the answer's: when it is known the answer cannot change any more, so nobody can steer the draw.
 */
export const drawItems = (
  sha256: Sha256,
  hash: Hash32,
  query: string,
  hotkey: Account,
  count: number,
  rows: number,
): number[] => {
  const seed = taggedBytes(sha256, 'items/1', [raw32(hash), text(query), raw32(accountHex(hotkey))]);
  return sample(sha256, seed, count, Math.min(count, rows));
};

const verdictOf = (check: Check): ItemVerdict => {
  if (check.type === 'SpotCheckPassed') return 'passed';
  if (check.type === 'SpotCheckInconclusive') return 'inconclusive';
  return check.data.verdict === 'absent' ? 'identity' : 'data';
};

/**
 * Of the checks of an item behind the draw the last conclusive one counts, and without one nothing is known. All are by the
 * observer of the query.
 */
const judgeItem = (item: string, all: readonly Observation<Check>[], drawnAt: number): ItemResult => {
  const lines: number[] = [];
  let verdict: ItemVerdict = 'inconclusive';
  for (const { block, line, value } of all) {
    if (block <= drawnAt) continue;
    lines.push(line);
    const found = verdictOf(value);
    if (found !== 'inconclusive') verdict = found;
  }
  return { item, verdict, lines };
};

const NONE: readonly Observation<Check>[] = [];

/** Judges the drawn items of an answer. A fault of the observer is inconclusive, never the miner's. */
export const spotCheck = (draft: Draft, answer: Answer, ids: IdList, hash: Hash32): SpotCheckResult => {
  const { params, context, checks } = draft;
  const { by, hotkey, query, block } = answer;
  const items = drawItems(context.sha256, hash, query, hotkey, ids.length, params.spotCheck.rows).map((position) => {
    const item = idTextAt(ids, position);
    return judgeItem(item, checks.get(itemKey(by, hotkey, query, item)) ?? NONE, block + 1);
  });
  let [passed, conclusive, invented] = [0, 0, 0];
  for (const { verdict } of items) {
    if (verdict === 'passed') passed += 1;
    if (verdict === 'identity') invented += 1;
    if (verdict !== 'inconclusive') conclusive += 1;
  }
  const evidence = { asked: items.length, conclusive, passed };
  return {
    items,
    passed,
    conclusive,
    verdict: invented > 0 ? 'identity' : judgeEvidence(evidence, params.spotCheck),
  };
};
