import type { Evidence } from '../../mechanism/mechanism.js';
import type { PlannedItems, PlanRound } from '../../mechanism/plan.js';
import { answersInOrder } from './answers.js';
import type { Draft } from './draft.js';
import { hashKey } from './history.js';
import { judgeAnswer } from './judge-answer.js';
import { scoredMiners } from './miners.js';

/**
 * Items to look up next: of every answer that passes all other rules and lacks a verdict, those that its block's successor drew
 * (rule 3). An answer behind which no block is known cannot be drawn from yet.
 */
export const planItems = (known: Draft, { seed }: Evidence, round: PlanRound): PlannedItems[] => {
  const draft = round === 'first' ? { ...known, checks: new Map() } : known;
  const { sha256 } = draft.context;
  const key = hashKey(sha256, seed, 'answer');
  const miners = scoredMiners(draft.context);
  return answersInOrder(draft).flatMap((answer): PlannedItems[] => {
    if (!miners.has(answer.hotkey)) return [];
    const { verdict, check, items } = judgeAnswer(draft, answer, key);
    if (verdict !== 'unverified' || check === undefined) return [];
    const { query, hotkey, by } = answer;
    const open = check.items.filter((result) => result.verdict === 'inconclusive');
    const sampled = check.items.map(({ item }) => item);
    return [{ purpose: 'answer', query, hotkey, by, itemCount: items, sampled, items: open.map(({ item }) => item) }];
  });
};
