import { median } from '../median.mjs';
import { inTurn, runNode } from '../programs.mjs';

const ROWS = 3000;
const DISTINCT = 10;

/** Submissions of 3,000 rows measured, against JSON.parse of the same text; and what more of them cost in memory. */
export const listingsRows = ({ submissions, pairs }) => {
  const run = (what, count) => runNode('listings.mjs', what, count, ROWS, DISTINCT);
  const runs = inTurn(pairs, { parse: () => run('parse', submissions), measure: () => run('measure', submissions) });
  const few = run('measure', DISTINCT);
  const megabytesPerSecond = (results) => median(results.map(({ bytes, cpuMs }) => bytes / 1000 / cpuMs)).toFixed(0);
  const peaks = runs.measure.map(({ peakBytes }) => peakBytes);
  return [
    {
      name: `measuring ${submissions} submissions of ${ROWS} rows against JSON.parse alone`,
      value: median(runs.measure.map(({ cpuMs }, i) => cpuMs / runs.parse[i].cpuMs)),
      bar: { atMost: 2.5 },
      note: `${megabytesPerSecond(runs.measure)} MB/s, JSON.parse ${megabytesPerSecond(runs.parse)} MB/s, of one core`,
    },
    {
      name: `growth of peak memory from ${DISTINCT} to ${submissions} submissions, MB`,
      value: (median(peaks) - few.peakBytes) / 1e6,
      bar: { atMost: 40 },
      note: `${(median(peaks) / 1e6).toFixed(0)} MB there`,
    },
  ];
};
