import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Fact } from '../../event/index.js';
import type { Account, Block, Uid } from '../../ids.js';
import { filetao3001, filetaoReadme1 } from '../../rulesets/index.js';
import { accountOf, opening, replayFacts, storageWorld, taskBatch } from '../../testing/index.js';
import { newcomer, ownIdentity } from './identity.js';
import type { Params } from './params.js';
import { isDue, rollOver, rolloverAfter, tierMoves } from './rollover.js';

const readme = filetaoReadme1.params as unknown as Params;

test('the first rollover is the first multiple behind the block', () => {
  for (const [block, number] of [
    [0, 1],
    [719, 1],
    [720, 2],
    [721, 2],
  ] as const) {
    assert.equal(rolloverAfter(720, block), { number, everyBlocks: 720 });
  }
  assert.not(isDue(rolloverAfter(720, 0), 719));
  assert.ok(isDue(rolloverAfter(720, 0), 720));
});

const own = (tier: number, s: number, n: number, lifetime: number) => ({
  ...ownIdentity(newcomer(readme, 5 as Block), 1 as Uid),
  tier,
  attempts: { store: n, challenge: 0, retrieve: 0 },
  successes: { store: s, challenge: 0, retrieve: 0 },
  lifetime,
});

test('several multiples crossed at once recompute once, with the numbers of the one window', () => {
  const identity = own(7, 600, 600, 600);
  const { next, recomputed } = rollOver(readme, rolloverAfter(720, 0), 5_000, new Map([['5a' as Account, identity]]));
  assert.equal(next, { number: 7, everyBlocks: 720 });
  assert.is(recomputed.length, 1);
  assert.is(recomputed[0]?.block, 4_320);
  assert.is(identity.tier, 6);
  assert.equal(identity.attempts, { store: 0, challenge: 0, retrieve: 0 });
  assert.is(identity.lifetime, 600);
});

test('one claim per identity and epoch, with the numbers of its last change', () => {
  const step = (from: number, to: number, s: number) => ({
    hotkey: accountOf('ann'),
    registeredAt: 5 as Block,
    block: 720,
    from,
    to,
    s,
    n: 10,
    lifetime: 600,
  });
  const moves = (...steps: ReturnType<typeof step>[]) =>
    tierMoves(readme, steps).map(({ from, to, s }) => [from, to, s]);
  assert.equal(moves(step(7, 6, 1), step(6, 6, 2)), [['Bronze', 'Silver', 1]]);
  assert.equal(moves(step(7, 6, 1), step(6, 5, 2)), [['Bronze', 'Gold', 2]]);
  assert.equal(moves(step(7, 6, 1), step(6, 7, 2)), [], 'up and down again');
});

const MINERS = { miners: ['ann', 'bob'], epochBlocks: 200, windowBlocks: 100 };
/** 500 successes are Silver; one batch holds one task, so a lifetime is given by the table instead. */
const params = {
  ...filetaoReadme1.params,
  rolloverBlocks: 50,
  tiers: [
    {
      boostppm: 1_000_000,
      factorppm: 1_000_000,
      limitBytes: '2',
      minSuccesses: 1,
      minWilsonppm: 600_000,
      name: 'Silver',
    },
    { boostppm: 1_000_000, factorppm: 500_000, limitBytes: '1', minSuccesses: 0, minWilsonppm: 0, name: 'Bronze' },
  ],
};
const world = storageWorld({ ...MINERS, firstBlock: 1_000, params });
const replay = (...facts: readonly Fact[]) => replayFacts(world.header, facts);
const task = (at: number, outcome: 'passed' | 'failed' = 'passed', epoch = 0) =>
  taskBatch(world, epoch, { at, results: { ann: outcome } });

const pays = (...facts: readonly Fact[]) =>
  replay(...opening(world, 0), ...facts).map(({ mechanisms, miners }) => ({
    tier: mechanisms[0]?.tiers.get(accountOf('ann')),
    moves: mechanisms[0]?.tierMoves,
    reason: miners.find(({ hotkey }) => hotkey === accountOf('ann'))?.reason,
  }))[0];

test('a rollover stands before the first fact at or behind its block: what is folded at 1050 is of the next window', () => {
  // What is done at 1049 is judged at 1050, and a failure at 1050 is not; 2 of 3 then keep the tier at 1100.
  const moves = pays(task(49), task(50, 'failed'), task(51), task(52))?.moves?.map(({ s: passed, n, to }) => [
    passed,
    n,
    to,
  ]);
  assert.equal(moves, [[1, 1, 'Silver']]);
  assert.equal(pays(task(49, 'failed'))?.moves, []);
});

test('a claim has the numbers behind it', () => {
  assert.equal(pays(task(1), task(2), task(3, 'failed'), task(4))?.moves, [
    {
      hotkey: accountOf('ann'),
      registeredAt: world.neurons.find(({ hotkey }) => hotkey === accountOf('ann'))?.registeredAt,
      from: 'Bronze',
      to: 'Silver',
      s: 3,
      n: 4,
      lifetime: 3,
      mechanism: 'storage-tiers',
    },
  ]);
});

test('the tier before a batch pays: what was earned at 1049 pays from 1050 on', () => {
  const both = (at: number) => taskBatch(world, 0, { at, results: { ann: 'passed' } });
  const [one, two] = [pays(both(48), both(49)), pays(both(49), both(50))];
  assert.is(one?.tier, 'Silver');
  assert.is(two?.tier, 'Silver');
  const scoreOf = (...facts: readonly Fact[]) => {
    const bob = taskBatch(world, 0, { at: 60, results: { bob: 'passed' } });
    return replay(...opening(world, 0), ...facts, bob)[0]?.miners.find(({ hotkey }) => hotkey === accountOf('ann'));
  };
  assert.ok((scoreOf(both(48), both(49))?.share ?? 0n) < (scoreOf(both(49), both(50))?.share ?? 0n));
});

test('at the close a rollover up to endBlock is done, and an empty window keeps the tier', () => {
  const results = replay(...opening(world, 0), task(99), ...opening(world, 1), ...opening(world, 2));
  assert.equal(
    results.map(({ mechanisms }) => mechanisms[0]?.tiers.get(accountOf('ann'))),
    ['Silver', 'Silver', 'Silver'],
  );
});

test('in the original an empty window is 1/2, and the tier is lost', () => {
  const half = storageWorld({ ...MINERS, firstBlock: 1_000, params: { ...params, emptyWindow: 'half' } });
  const facts = [...opening(half, 0), taskBatch(half, 0, { at: 99, results: { ann: 'passed' } })];
  const [first, second] = replayFacts(half.header, [...facts, ...opening(half, 1)]);
  // 1100 is done at block 1100; at 1150 and 1200 nothing was tried any more, and the evidence block is 1200.
  assert.equal(first?.mechanisms[0]?.tierMoves, []);
  assert.is(second?.mechanisms[0]?.tiers.get(accountOf('ann')), 'Bronze');
});

test('other rollover blocks start at the epoch that activates them; the same ones go on', () => {
  const at = (epoch: number, rolloverBlocks: number) =>
    opening(world, epoch, { activate: { ...params, rolloverBlocks } });
  const tierAfter = (rolloverBlocks: number) =>
    replay(...at(0, 10_000), task(10), ...at(1, rolloverBlocks), task(10, 'passed', 1))[1]?.mechanisms[0]?.tiers.get(
      accountOf('ann'),
    );
  assert.is(tierAfter(10_000), 'Bronze', 'the next multiple is 10000');
  assert.is(tierAfter(50), 'Silver', 'the next multiple is 1250');
});

test('the original rolls over every 1080 blocks, the README every 720', () => {
  assert.is(filetao3001.params['rolloverBlocks'], 1_080);
  assert.is(filetaoReadme1.params['rolloverBlocks'], 720);
});

test.run();
