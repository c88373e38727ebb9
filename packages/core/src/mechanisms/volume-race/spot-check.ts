import type { Sha256 } from '../../hash/host.js';
import { raw32, taggedBytes, text } from '../../hash/tagged.js';
import { type Account, accountHex, type Hash32 } from '../../ids.js';
import type { Observation } from '../../observers/index.js';
import { judgeEvidence } from '../../primitives/min-evidence.js';
import { sample } from '../../primitives/sample.js';
import type { Answer } from './answers.js';
import { type Check, type Draft, itemKey } from './evolve.js';
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

/** The last conclusive check counts, and without one nothing is known. All are by the observer of the query. */
const judgeItem = (item: string, found: readonly Observation<Check>[]): ItemResult => {
  const conclusive = found.map(({ value }) => verdictOf(value)).filter((verdict) => verdict !== 'inconclusive');
  return {
    item,
    verdict: conclusive[conclusive.length - 1] ?? 'inconclusive',
    lines: found.map(({ line }) => line),
  };
};

/** Judges the drawn items of an answer. A fault of the observer is inconclusive, never the miner's. */
export const spotCheck = (draft: Draft, answer: Answer, ids: IdList, hash: Hash32): SpotCheckResult => {
  const { params, context, checks } = draft;
  const { by, hotkey, query, block } = answer;
  const { rows, ...rule } = params.spotCheck;
  const items = drawItems(context.sha256, hash, query, hotkey, ids.length, rows).map((position) => {
    const item = idTextAt(ids, position);
    const found = checks.get(itemKey(by, hotkey, query, item)) ?? [];
    return judgeItem(
      item,
      found.filter((check) => check.block > block + 1),
    );
  });
  const count = (...verdicts: readonly ItemVerdict[]): number =>
    items.filter(({ verdict }) => verdicts.includes(verdict)).length;
  const [passed, conclusive] = [count('passed'), count('passed', 'identity', 'data')];
  const verdict = count('identity') > 0 ? 'identity' : judgeEvidence({ asked: items.length, conclusive, passed }, rule);
  return { items, passed, conclusive, verdict };
};
