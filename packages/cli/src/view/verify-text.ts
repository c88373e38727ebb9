import type { Verified } from '@subnet-scoring/adapters/operations';
import type { Context } from '../context.js';
import { dataErrorLines } from '../output/data-errors.js';
import { plural } from '../output/plural.js';
import { claimLines } from './claim-text.js';

/** What `log verify` found. */
export type Report = Verified & {
  readonly refusals: Readonly<Record<string, number>>;
  readonly lastEpoch: number | undefined;
};

const verdictLine = ({ verdict, anchored, epochs, lastEpoch }: Report): string => {
  if (verdict === 'broken') return 'broken';
  if (verdict === 'consistent') return 'consistent: it agrees with itself; --anchor would show that it is unaltered';
  if (verdict === 'unanchored')
    return 'unanchored: it agrees with itself, but no seal of it is the anchor: another history, or an older one';
  if (anchored === lastEpoch || epochs === 0) return 'unaltered: it agrees with itself and holds the anchor';
  return `unaltered up to epoch ${anchored}, whose seal is the anchor; what is behind it agrees with itself`;
};

/** What was checked, what was found, and last the verdict. */
export const reportLines = (report: Report, { paint }: Context): string[] => {
  const { findings, check, epochs, facts, unjudged, verdict, refusals } = report;
  const refused = Object.entries(refusals).map(([code, count]) => `${code} ${count}`);
  const paintVerdict = verdict === 'broken' || verdict === 'unanchored' ? paint.bad : paint.good;
  return [
    ...check.notices.map((notice) => `notice: ${notice}`),
    ...findings.flatMap(dataErrorLines),
    ...(check.missing > 0 ? [`acknowledged and missing: ${plural(check.missing, 'fact')}`] : []),
    ...(findings.length > 0
      ? []
      : [`${plural(epochs, 'sealed epoch')}, ${plural(facts, 'fact')}; every seal follows from them`]),
    ...claimLines(report.claims),
    ...(unjudged.length > 0 ? [`unjudged epochs: ${unjudged.join(', ')}`] : []),
    `refused: ${plural(check.refused, 'line')}${refused.length > 0 ? ` (${refused.join(', ')})` : ''}`,
    paintVerdict(verdictLine(report)),
  ];
};
