import type { ItemsMeasured } from '../../event/index.js';
import { toHex } from '../../hash/bytes.js';
import type { Observation } from '../../observers/index.js';
import { type Answer, listOf } from './answers.js';
import { answerKey, type Draft, type KeptQuery, queryKey } from './evolve.js';
import { type IdList, idLines } from './id-list.js';
import type { HashKey } from './id-table.js';
import { type SpotCheckResult, spotCheck } from './spot-check.js';

/** Why an answer does not count, or `counts`. The first that holds, in this order. */
export type AnswerVerdict =
  | 'incomplete'
  | 'repeats'
  | 'not called'
  | 'late'
  | 'not measured'
  | 'not fresh'
  | 'not matching'
  | 'no block'
  | 'identity'
  | 'failed'
  | 'unverified'
  | 'counts';

/** An answer after the checks of rules 2 and 3. What is undefined was not reached. */
export interface JudgedAnswer {
  readonly answer: Answer;
  readonly verdict: AnswerVerdict;
  readonly items: number;
  readonly repeats: number;
  readonly query: KeptQuery | undefined;
  readonly measure: Observation<ItemsMeasured['data']> | undefined;
  readonly check: SpotCheckResult | undefined;
  /** Its ids, for histories; undefined where none enters one. */
  readonly ids: IdList | undefined;
}

/** The last measure of this very list; one of another list says nothing about it. */
const measureOf = (draft: Draft, { by, hotkey, query }: Answer, ids: IdList) => {
  const found = draft.measures.get(answerKey(by, hotkey, query)) ?? [];
  if (found.length === 0) return undefined;
  const sha256 = toHex(draft.context.sha256(idLines(ids)));
  return found.filter(({ value }) => value.itemsSha256 === sha256).pop();
};

const enough = (count: number, items: number, minppm: number): boolean => count * 1_000_000 >= minppm * items;

const CHECKED = { verified: 'counts', failed: 'failed', unverified: 'unverified', identity: 'identity' } as const;

/** Judges one answer (rules 2 and 3). `key` is one that nobody knew when its ids were chosen. */
export const judgeAnswer = (draft: Draft, answer: Answer, key: HashKey): JudgedAnswer => {
  const { params, blocks } = draft;
  const query = draft.queries.get(queryKey(answer.by, answer.query));
  const base = { answer, query, items: 0, repeats: 0, measure: undefined, check: undefined, ids: undefined };
  const list = listOf(answer, key);
  if (list === undefined) return { ...base, verdict: 'incomplete' };
  const { ids, repeats } = list;
  const sized = { ...base, items: ids.length, repeats };
  if (repeats > 0 && params.badItem === 'rejectBatch') return { ...sized, verdict: 'repeats' };
  if (query === undefined || !query.named.has(answer.hotkey)) return { ...sized, verdict: 'not called' };
  if (answer.latencyMs > query.data.timeoutMs) return { ...sized, verdict: 'late' };
  const measure = measureOf(draft, answer, ids);
  if (measure === undefined) return { ...sized, verdict: 'not measured' };
  const measured = { ...sized, measure };
  if (!enough(measure.value.fresh, ids.length, params.minFreshppm)) return { ...measured, verdict: 'not fresh' };
  if (!enough(measure.value.matching, ids.length, params.minMatchingppm)) {
    return { ...measured, verdict: 'not matching' };
  }
  const next = blocks.get(answer.block + 1);
  if (next === undefined) return { ...measured, verdict: 'no block' };
  const check = spotCheck(draft, answer, ids, next.hash);
  const verdict = CHECKED[check.verdict];
  const isEmptied = repeats > 0 && params.badItem === 'zeroBatch';
  const enters = (verdict === 'counts' || verdict === 'identity') && !isEmptied;
  return { ...measured, check, verdict, ids: enters ? ids : undefined };
};
