import { median } from '../median.mjs';
import { runNode } from '../programs.mjs';

const DISTINCT = 10;

/** Submissions of 3,000 rows measured, against JSON.parse of the same text; and what more of them cost in memory. */
export const listingsRows = ({ submissions }) => {
  const rows = 3000;
  const run = runNode('listings.mjs', submissions, rows, DISTINCT);
  const few = runNode('listings.mjs', DISTINCT, rows, DISTINCT, '--measure-only');
  const many = runNode('listings.mjs', submissions, rows, DISTINCT, '--measure-only');
  const perSecond = (ms) => (run.bytes / 1000 / ms).toFixed(0);
  return [
    {
      name: `measuring ${submissions} submissions of ${rows} rows against JSON.parse alone`,
      value: median(run.ratios),
      bar: { atMost: 2.5 },
      note: `${perSecond(run.measureMs)} MB/s, JSON.parse ${perSecond(run.parseMs)} MB/s, of one core`,
    },
    {
      name: `growth of peak memory from ${DISTINCT} to ${submissions} submissions, MB`,
      value: (many.peakBytes - few.peakBytes) / 1e6,
      bar: { atMost: 40 },
      note: `${(many.peakBytes / 1e6).toFixed(0)} MB there, ${DISTINCT} files of ${(run.bytes / 1e6 / submissions).toFixed(1)} MB kept`,
    },
  ];
};
