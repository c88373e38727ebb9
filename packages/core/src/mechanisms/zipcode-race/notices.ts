import { encodeCanonical } from '../../event/canonical.js';
import type { Json } from '../../event/json.js';
import type { Draft } from './evolve.js';
import { allChecks, type Race } from './race.js';

/** Files of which observers state different measures: one of them misreads it, or runs another extractor. */
const differingMeasures = ({ measures }: Draft): string[] =>
  [...measures.values()].flatMap((list) => {
    const first = list[0];
    if (first === undefined || list.length < 2) return [];
    const text = encodeCanonical(first.value as unknown as Json);
    const other = list.find(({ value }) => encodeCanonical(value as unknown as Json) !== text);
    if (other === undefined) return [];
    const { zipcode, contentSha256 } = first.value;
    const lines = `lines ${first.line} and ${other.line}`;
    return [`measures of ${contentSha256} in ${zipcode} differ: ${first.by} and ${other.by} (${lines})`];
  });

const countAll = ({ checks }: Draft): number => {
  let total = 0;
  for (const list of checks.values()) total += list.length;
  return total;
};

/** Spot checks at or before seedBlock, or of rows that nobody drew: kept in the log, ignored by the rules. */
const notSampled = (draft: Draft, race: Race): string[] => {
  let used = 0;
  for (const { spotCheck } of allChecks(race)) for (const row of spotCheck.rows) used += row.lines.length;
  const ignored = draft.early.length + countAll(draft) - used;
  return ignored === 0
    ? []
    : [`NOT_SAMPLED: ${ignored} spot checks decide nothing (before the seed, or of rows not drawn)`];
};

/** What an operator should know about an epoch and no rule uses. */
export const notices = (draft: Draft, race: Race): string[] => [
  ...differingMeasures(draft),
  ...notSampled(draft, race),
];
