import { readdirSync } from 'node:fs';
import { median } from '../median.mjs';
import { inTurn, runNode, runNodeWith } from '../programs.mjs';

const megabytes = (bytes) => bytes / 1e6;

// V8 lets garbage lie while memory is free; within these limits the peak shows what a replay needs.
const LIMITS = ['--max-semi-space-size=4', '--max-old-space-size=64'];
const TURNS = 3;
const CLOSE_MS = 5;

/** Holds when each close takes at most 5 ms, or at most twice as long as the same rules in doubles. */
const closeRow = (closes) => ({
  name: 'scoring one epoch of 256 miners and 30 zipcodes (close, warm) against the same rules in doubles',
  value: Math.max(...closes.map(({ ratio }) => ratio)),
  bar: { atMost: 2 },
  isMetOtherwise: closes.every(({ exactMs }) => exactMs <= CLOSE_MS),
  note: `ms, exact and in doubles: ${closes.map(({ exactMs, doublesMs }) => `${exactMs.toFixed(1)} and ${doublesMs.toFixed(1)}`).join('; ')}`,
});

/** One epoch of many from its snapshot against the whole log, its place in the log, `close` alone, and memory. */
export const oneEpochRows = ({ log, small, judgesSize, rounds, expectSeal }) => {
  const full = runNodeWith(LIMITS, 'replay.mjs', log.folder, '--snapshots');
  expectSeal('replay with snapshots', full.seal, log.lastSeal);
  const epochs = readdirSync(`${log.folder}/segments`)
    .map((name) => Number.parseInt(name, 10))
    .sort((a, b) => a - b);
  const places = [1, epochs.length >> 1, epochs.length - 1].map((at) => epochs[at]);
  const turns = Math.min(TURNS, rounds);
  const runOf = (epoch) => () => runNode('one-epoch.mjs', log.folder, epoch, Math.ceil(rounds / turns));
  const runs = inTurn(turns, Object.fromEntries(places.map((epoch) => [epoch, runOf(epoch)])));
  expectSeal('last epoch from its snapshot', runs[places[2]][0].seal, log.lastSeal);
  const closes = places.map((epoch) => runNodeWith(['--expose-gc'], 'close.mjs', log.folder, epoch, rounds));
  expectSeal('last epoch closed alone', closes[2].seal, log.lastSeal);
  const whole = places.map((epoch) => median(runs[epoch].map(({ wholeMs }) => wholeMs)));
  const peak = megabytes(full.peakBytes);
  const rows = [
    {
      name: `one epoch of ${epochs.length} from its snapshot, part of the full replay`,
      value: Math.max(...whole) / full.wallMs,
      bar: judgesSize ? { atMost: 1 / 200 } : undefined,
      note: `epochs ${places.join(', ')}: ${whole.map((ms) => ms.toFixed(0)).join(', ')} ms; full ${(full.wallMs / 1000).toFixed(1)} s`,
    },
    {
      name: 'first, middle and last epoch, greatest against least',
      value: Math.max(...whole) / Math.min(...whole),
      bar: judgesSize ? { atMost: 1.3 } : undefined,
      note: 'median of warm rounds each',
    },
    closeRow(closes),
    {
      name: `peak memory at ${full.facts} facts, MB`,
      value: peak,
      bar: judgesSize ? { atMost: 128 } : undefined,
      note: `of the whole process, which runs with ${LIMITS.join(' ')}`,
    },
  ];
  if (small === undefined) return rows;
  const less = megabytes(runNodeWith(LIMITS, 'replay.mjs', small.folder, '--snapshots').peakBytes);
  return [
    ...rows,
    {
      name: 'growth of peak memory over 1000000 facts, MB',
      value: peak - less,
      bar: { atMost: 40 },
      note: `${less.toFixed(0)} MB there`,
    },
  ];
};
