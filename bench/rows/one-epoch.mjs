import { readdirSync } from 'node:fs';
import { runNode } from '../programs.mjs';

const megabytes = (bytes) => bytes / 1e6;

/** One epoch of many from its snapshot against the whole log, its place in the log, `close` alone, and memory. */
export const oneEpochRows = ({ log, small, judgesSize, rounds, expectSeal }) => {
  const full = runNode('replay.mjs', log.folder, '--snapshots');
  expectSeal('replay with snapshots', full.seal, log.lastSeal);
  const epochs = readdirSync(`${log.folder}/segments`)
    .map((name) => Number.parseInt(name, 10))
    .sort((a, b) => a - b);
  const places = [1, epochs.length >> 1, epochs.length - 1].map((at) => epochs[at]);
  const runs = places.map((epoch) => runNode('one-epoch.mjs', log.folder, epoch, rounds));
  expectSeal('last epoch from its snapshot', runs[2].seal, log.lastSeal);
  const whole = runs.map(({ wholeMs }) => wholeMs);
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
    {
      name: 'scoring one epoch of 256 miners and 30 zipcodes (close, warm), ms',
      value: Math.min(...runs.map(({ closeMs }) => closeMs)),
      bar: { atMost: 5 },
      note: `each: ${runs.map(({ closeMs }) => closeMs.toFixed(1)).join(', ')}`,
    },
    {
      name: `peak memory at ${full.facts} facts, MB`,
      value: peak,
      bar: judgesSize ? { atMost: 128 } : undefined,
      note: 'of the whole process',
    },
  ];
  if (small === undefined) return rows;
  const less = megabytes(runNode('replay.mjs', small.folder).peakBytes);
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
