import type { Draft } from './evolve.js';
import { measureText } from './measure.js';
import { allChecks, type Race } from './race.js';
import { countOf, listOf } from './stated.js';

/** Files of which observers state different measures: one of them misreads it, or runs another extractor. */
const differingMeasures = ({ measuredAgain }: Draft): string[] =>
  [...measuredAgain]
    .map(({ zipcode, contentSha256, measures }) => ({ zipcode, contentSha256, list: listOf(measures) }))
    .sort((a, b) => (a.list[0]?.line ?? 0) - (b.list[0]?.line ?? 0))
    .flatMap(({ zipcode, contentSha256, list: [first, ...rest] }) => {
      if (first === undefined) return [];
      const text = measureText(first.value);
      const other = rest.find(({ value }) => measureText(value) !== text);
      if (other === undefined) return [];
      const lines = `lines ${first.line} and ${other.line}`;
      return [`measures of ${contentSha256} in ${zipcode} differ: ${first.by} and ${other.by} (${lines})`];
    });

const checksIn = ({ checks }: Draft): number => {
  let total = 0;
  for (const zipcodes of checks.values()) for (const stated of zipcodes.values()) total += countOf(stated);
  return total;
};

/** Spot checks at or before seedBlock, or of rows that nobody drew: kept in the log, ignored by the rules. */
const notSampled = (draft: Draft, race: Race): string[] => {
  let used = 0;
  for (const { spotCheck } of allChecks(race)) for (const row of spotCheck.rows) used += row.lines.length;
  const ignored = draft.early.length + checksIn(draft) - used;
  return ignored === 0
    ? []
    : [`NOT_SAMPLED: ${ignored} spot checks decide nothing (before the seed, or of rows not drawn)`];
};

/** More than one voice where nobody votes, in a log that is not one's own: each of them decides alone. */
const tooManyBelieved = ({ params, context, observers }: Draft): string[] =>
  params.observers.kind !== 'any' || context.authority === 'local' || observers.size < 2
    ? []
    : [`observers "any" is for a log of one's own: here each of ${observers.size} observers is believed`];

/** What an operator should know about an epoch and no rule uses. */
export const notices = (draft: Draft, race: Race): string[] => [
  ...differingMeasures(draft),
  ...notSampled(draft, race),
  ...tooManyBelieved(draft),
];
