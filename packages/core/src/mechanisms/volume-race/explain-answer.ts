import { check, counted, type Section, type Step, step } from '../../mechanism/explanation.js';
import type { Draft } from './draft.js';
import type { AnswerVerdict } from './judge-answer.js';
import type { TakenAnswer } from './new-items.js';
import type { SpotCheckResult } from './spot-check.js';

const VERDICT_SAYS: { readonly [V in AnswerVerdict]: string } = {
  incomplete: 'parts are missing, disagree on how many there are, or hold too many ids',
  repeats: 'it repeats an id: ignored, as if never sent',
  'not called': 'no query of this observer names the hotkey',
  late: 'it took longer than the query allows',
  'not measured': 'no measure of this list',
  'not fresh': 'too few items are fresh',
  'not matching': 'too few items match the query',
  'no block': 'the block behind it is not in the log, so nothing can be drawn',
  identity: 'an item does not exist: its ids are remembered, and nothing of this epoch counts for the miner',
  failed: 'items have other values than the source',
  unverified: 'too few checks gave an answer',
  counts: 'it counts',
};

const receivedSteps = ({ answer, items, repeats, query }: TakenAnswer): Step[] => {
  const taken =
    query === undefined ? [] : [step(`query by ${query.by}, from the ${query.data.source} list`, [query.line])];
  const timeout = query === undefined ? '' : `${answer.latencyMs} ms ; at most ${query.data.timeoutMs}`;
  return [
    ...taken,
    step(
      `${counted(items, 'distinct id')} in ${counted(answer.lines.length, 'part')}, ${counted(repeats, 'repeat')} dropped`,
      answer.lines,
      timeout === '' ? undefined : timeout,
    ),
  ];
};

const measuredSteps = ({ params }: Draft, { items, measure }: TakenAnswer): Step[] => {
  if (measure === undefined) return [];
  const { fresh, matching, unfit } = measure.value;
  const needs = (count: number, minppm: number): string =>
    `${count} * 10^6 = ${count * 1_000_000} ; at least ${minppm} * ${items} = ${minppm * items}`;
  const lines = [measure.line];
  return [
    step('fresh items', lines, needs(fresh, params.minFreshppm)),
    step('matching items', lines, needs(matching, params.minMatchingppm)),
    ...(unfit.length === 0
      ? []
      : [step(`unfit, because not fresh or not matching, so left out: ${counted(unfit.length, 'item')}`, lines)]),
  ];
};

const checkedSteps = (
  { params, blocks }: Draft,
  { answer, items: all }: TakenAnswer,
  { items, passed, conclusive, verdict }: SpotCheckResult,
): Step[] => {
  const drawnBy = answer.block + 1;
  const drawnLine = blocks.get(drawnBy)?.line;
  const { minConclusiveppm, passppm } = params.spotCheck;
  const drawn = items.map(({ item, verdict: found }) => `${item} ${found}`).join(', ');
  const counts = `conclusive ${conclusive} * 10^6 = ${conclusive * 1_000_000} ; enough from ${minConclusiveppm} * ${items.length} = ${minConclusiveppm * items.length} ; passed ${passed} * 10^6 = ${passed * 1_000_000} ; pass from ${passppm} * ${conclusive} = ${passppm * conclusive}`;
  return [
    step(
      `${counted(items.length, 'item')} drawn by the hash of block ${drawnBy}, behind the answer`,
      drawnLine === undefined ? [] : [drawnLine],
      `sample(H("items/1", hash, query, account), ${all}, ${items.length}): ${drawn}`,
    ),
    check(
      verdict === 'verified',
      `spot check: ${verdict}`,
      items.flatMap(({ lines }) => lines),
      counts,
    ),
  ];
};

const takenSteps = ({ verdict, taken }: TakenAnswer, isEmptied: boolean): Step[] => {
  if (verdict !== 'counts' && verdict !== 'identity') return [];
  const { fresh, known, beyond } = taken;
  return [
    step(`${counted(fresh, 'new id')}, ${known} known${beyond === 0 ? '' : `, ${beyond} beyond maxNewIds`}`),
    ...(isEmptied && verdict === 'counts'
      ? [check(false, 'an item of another answer does not exist: remembered, and nothing of this epoch counts')]
      : []),
  ];
};

/**
 * What became of one answer: whether it came in time and complete, its measure, its spot check, its new items. `isEmptied`: an
 * item of some answer of the miner does not exist.
 */
export const explainAnswer = (draft: Draft, taken: TakenAnswer, isEmptied: boolean): Section => {
  const { answer, verdict } = taken;
  return {
    title: `Answer to query ${answer.query} (block ${answer.block})`,
    steps: [
      ...receivedSteps(taken),
      ...measuredSteps(draft, taken),
      ...(taken.check === undefined ? [] : checkedSteps(draft, taken, taken.check)),
      check(verdict === 'counts', VERDICT_SAYS[verdict], answer.lines),
      ...takenSteps(taken, isEmptied),
    ],
  };
};
