import { type EpochResult, formatFx, fxFromPpm } from '@subnet-scoring/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { collectStats } from './miner-stats.js';

type Row = readonly [hotkey: string, ppm: number, reason: string, passed: number, conclusive: number];

const epoch = (status: string, ...rows: readonly Row[]): EpochResult =>
  ({
    status,
    miners: rows.map(([hotkey, ppm, reason]) => ({ hotkey, share: fxFromPpm(ppm), reason })),
    weights: { uidOf: new Map(rows.map(([hotkey], at) => [hotkey, at])) },
    mechanisms: [
      {
        tiers: new Map(rows.map(([hotkey]) => [hotkey, 'Bronze'])),
        checked: new Map(rows.map(([hotkey, , , passed, conclusive]) => [hotkey, { passed, conclusive }])),
      },
    ],
  }) as unknown as EpochResult;

test('shares, reasons and checks add up; unjudged epochs count for nobody; the best comes first', () => {
  const { add, finish } = collectStats();
  add(epoch('judged', ['a', 0, 'LATE', 0, 0], ['b', 300_000, 'SCORED', 4, 5]));
  add(epoch('unjudged'));
  add(epoch('judged', ['c', 100_000, 'PARTICIPATED', 0, 0], ['a', 500_001, 'SCORED', 2, 2]));
  const { judged, miners } = finish();
  assert.is(judged, 2);
  assert.equal(
    miners.map((m) => [
      m.hotkey,
      m.uid,
      m.epochs,
      m.paid,
      formatFx(m.total),
      formatFx(m.mean),
      formatFx(m.last),
      m.passed,
      m.conclusive,
    ]),
    [
      ['a', 1, 2, 1, '0.500001', '0.2500005', '0.500001', 2, 2],
      ['b', 1, 1, 1, '0.3', '0.15', '0.3', 4, 5],
      ['c', 0, 1, 1, '0.1', '0.05', '0.1', 0, 0],
    ],
  );
  assert.equal(
    [...(miners[0]?.reasons ?? [])],
    [
      ['LATE', 1],
      ['SCORED', 1],
    ],
  );
});

test('nothing added, nothing there', () => {
  assert.equal(collectStats().finish(), { judged: 0, miners: [] });
});

test.run();
