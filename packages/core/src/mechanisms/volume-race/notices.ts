import { encodeCanonical } from '../../event/canonical.js';
import type { Json } from '../../event/json.js';
import { answerKey, type Draft } from './draft.js';
import type { NewItems } from './new-items.js';

/** Queries of one name that differ, and queries that give miners another time than the rule set says. */
const queryNotices = ({ queries, rivals, params }: Draft): string[] => [
  ...rivals.map(
    ([{ data, by, line }, other]) =>
      `queries ${data.query} of ${by} differ: lines ${line} and ${other}; the first counts`,
  ),
  ...[...queries.values()]
    .filter(({ data }) => data.timeoutMs !== params.timeoutMs)
    .map(
      ({ data, line }) =>
        `query ${data.query} gives ${data.timeoutMs} ms, the rule set ${params.timeoutMs} (line ${line})`,
    ),
];

/** Measures of one list that differ: the observer misread it once. */
const differingMeasures = ({ measures }: Draft): string[] =>
  [...measures.values()].flatMap((list) =>
    list.flatMap(({ value, line }, at) => {
      const former = list.slice(0, at).find((other) => other.value.itemsSha256 === value.itemsSha256);
      if (former === undefined) return [];
      const text = (item: typeof value): string => encodeCanonical(item as unknown as Json);
      if (text(former.value) === text(value)) return [];
      return [`measures of ${value.hotkey} for query ${value.query} differ: lines ${former.line} and ${line}`];
    }),
  );

/** Measures that are there, and none of them is of the list that was returned. */
const foreignMeasures = ({ measures }: Draft, { answers }: NewItems): string[] => {
  const found: string[] = [];
  for (const { answer, verdict } of answers) {
    if (verdict !== 'not measured') continue;
    const list = measures.get(answerKey(answer.by, answer.hotkey, answer.query)) ?? [];
    const lines = list.map(({ line }) => line).join(', ');
    if (lines !== '') {
      found.push(`the answer of ${answer.hotkey} to query ${answer.query} is not what was measured (lines ${lines})`);
    }
  }
  return found;
};

const notSampled = ({ checks }: Draft, { answers }: NewItems): string[] => {
  let all = 0;
  for (const list of checks.values()) all += list.length;
  let used = 0;
  for (const { check } of answers) for (const { lines } of check?.items ?? []) used += lines.length;
  return all === used
    ? []
    : [`NOT_SAMPLED: ${all - used} spot checks decide nothing (before the draw, or of items not drawn)`];
};

const ignoredFacts = (lines: readonly number[], why: string): string[] => {
  const [first] = lines;
  if (first === undefined) return [];
  const facts = lines.length === 1 ? '1 fact does' : `${lines.length} facts do`;
  return [`${facts} not count: ${why} (first line ${first})`];
};

const ignored = ({ strangers, outside, params, context }: Draft): string[] => {
  const isAnybody = params.observer === 'any' && context.authority !== 'local';
  return [
    ...ignoredFacts(
      strangers,
      isAnybody ? 'the rule set names no observer, and this log is not one of its own' : 'not by the observer',
    ),
    ...ignoredFacts(outside, "outside of the epoch's blocks"),
  ];
};

/** What an operator should know about an epoch and no rule uses. */
export const notices = (draft: Draft, items: NewItems): string[] => [
  ...queryNotices(draft),
  ...differingMeasures(draft),
  ...foreignMeasures(draft, items),
  ...[...items.beyond].map(
    ([scope, count]) =>
      `HISTORY_FULL: ${count} new ids of ${scope} beyond ${draft.params.maxNewIds} neither count nor are remembered`,
  ),
  ...notSampled(draft, items),
  ...ignored(draft),
];
