import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { filetao3001, filetaoReadme1 } from '../../rulesets/index.js';
import { accountOf, opening, replayFacts, storageWorld, taskBatch } from '../../testing/index.js';

const statsOf = (ruleset: typeof filetaoReadme1) => {
  const world = storageWorld({
    miners: ['ann', 'bob'],
    firstBlock: 1_000,
    epochBlocks: 200,
    windowBlocks: 100,
    params: { ...ruleset.params, rolloverBlocks: 10_000 },
  });
  const results = replayFacts(world.header, [
    ...opening(world, 0),
    taskBatch(world, 0, { at: 1, results: { ann: { bytes: 5_000_000_000_000_000 } } }),
    taskBatch(world, 0, { at: 2, results: { ann: { bytes: 5_000_000_000_000_000 } } }),
    taskBatch(world, 0, { at: 3, task: 'retrieve', results: { ann: 'failed' } }),
  ]);
  const active = results[0]?.next.active[0];
  const table = active?.mechanism.stats?.(active.params, active.state);
  assert.ok(table);
  return (name: string) => table.rows.find(({ hotkey }) => hotkey === accountOf(name))?.cells;
};

test('what filetao miner stats shows, but no rate of nothing, and what the next tier takes', () => {
  assert.equal(statsOf(filetaoReadme1)('ann'), {
    totalSuccesses: 2,
    storeAttempts: 2,
    storeSuccesses: 2,
    storeRateppm: 1_000_000,
    challengeAttempts: 0,
    challengeSuccesses: 0,
    retrieveAttempts: 1,
    retrieveSuccesses: 0,
    retrieveRateppm: 0,
    tier: 'Bronze',
    storedBytes: '10000000000000000',
    limitBytes: '10995116277760',
    registeredAt: 3,
    score: '0.06639',
    missedPings: 0,
    wilson: '0.644720463350388947',
    tierNow: 'Bronze',
    successesToRise: 498,
    riseTo: 'Silver',
  });
});

test('an empty window has a Wilson score only where one is used', () => {
  assert.is(statsOf(filetaoReadme1)('bob')?.['wilson'], undefined);
  assert.is(statsOf(filetao3001)('bob')?.['wilson'], '0.5');
});

test('every cell has a column', () => {
  const cells = Object.keys(statsOf(filetaoReadme1)('ann') ?? {});
  const world = storageWorld({ miners: ['ann'] });
  const active = replayFacts(world.header, opening(world, 0))[0]?.next.active[0];
  const columns = active?.mechanism.stats?.(active.params, active.state).columns.map(({ key }) => key) ?? [];
  assert.equal(
    cells.filter((key) => !columns.includes(key)),
    [],
  );
  assert.is(new Set(columns).size, columns.length);
});

test.run();
