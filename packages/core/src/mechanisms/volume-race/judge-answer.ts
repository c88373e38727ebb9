import type { ItemsMeasured } from '../../event/index.js';
import { toHex } from '../../hash/bytes.js';
import type { Hash32 } from '../../ids.js';
import type { Observation } from '../../observers/index.js';
import { type Answer, listOf } from './answers.js';
import type { Distinct } from './distinct.js';
import { answerKey, type Draft, type KeptQuery, queryKey } from './draft.js';
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

/** SHA-256 over the digits of the list's ids, each with LF. */
const listSha256 = ({ context }: Draft, { parts }: Answer, { ids, repeats }: Distinct): Hash32 => {
  const whole = repeats === 0 && parts?.length === 1 ? parts[0]?.sha256 : undefined;
  return whole ?? (toHex(context.sha256(idLines(ids))) as Hash32);
};

/** The last measure of this very list; one of another list says nothing about it. */
const measureOf = (draft: Draft, answer: Answer, list: Distinct) => {
  const found = draft.measures.get(answerKey(answer.by, answer.hotkey, answer.query)) ?? [];
  if (found.length === 0) return undefined;
  const sha256 = listSha256(draft, answer, list);
  return found.filter(({ value }) => value.itemsSha256 === sha256).pop();
};

const enough = (count: number, items: number, minppm: number): boolean => count * 1_000_000 >= minppm * items;

const CHECKED = { verified: 'counts', failed: 'failed', unverified: 'unverified', identity: 'identity' } as const;

/** What is found out about an answer on the way; the first verdict ends it. */
interface Findings {
  list?: Distinct;
  measure?: Observation<ItemsMeasured['data']>;
  check?: SpotCheckResult;
}

const verdictOf = (
  draft: Draft,
  answer: Answer,
  query: KeptQuery | undefined,
  key: HashKey,
  found: Findings,
): AnswerVerdict => {
  const { badItem, minFreshppm, minMatchingppm } = draft.params;
  const list = listOf(answer, key);
  if (list === undefined) return 'incomplete';
  found.list = list;
  const items = list.ids.length;
  if (list.repeats > 0 && badItem === 'rejectBatch') return 'repeats';
  if (query === undefined || !query.named.has(answer.hotkey)) return 'not called';
  if (answer.latencyMs > query.data.timeoutMs) return 'late';
  const measure = measureOf(draft, answer, list);
  if (measure === undefined) return 'not measured';
  found.measure = measure;
  if (!enough(measure.value.fresh, items, minFreshppm)) return 'not fresh';
  if (!enough(measure.value.matching, items, minMatchingppm)) return 'not matching';
  const next = draft.blocks.get(answer.block + 1);
  if (next === undefined) return 'no block';
  found.check = spotCheck(draft, answer, list.ids, next.hash);
  return CHECKED[found.check.verdict];
};

/** Judges one answer (rules 2 and 3). `key` is one that nobody knew when its ids were chosen. */
export const judgeAnswer = (draft: Draft, answer: Answer, key: HashKey): JudgedAnswer => {
  const query = draft.queries.get(queryKey(answer.by, answer.query));
  const found: Findings = {};
  const verdict = verdictOf(draft, answer, query, key, found);
  const { list, measure, check } = found;
  const repeats = list?.repeats ?? 0;
  const isEmptied = repeats > 0 && draft.params.badItem === 'zeroBatch';
  const enters = (verdict === 'counts' || verdict === 'identity') && !isEmptied;
  const ids = enters ? list?.ids : undefined;
  return { answer, verdict, items: list?.ids.length ?? 0, repeats, query, measure, check, ids };
};
