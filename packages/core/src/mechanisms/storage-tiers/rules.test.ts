import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Fact } from '../../event/index.js';
import { FX_ONE } from '../../numbers/fx.js';
import { filetaoReadme1 } from '../../rulesets/index.js';
import {
  accountOf,
  makeFact,
  opening,
  pinged,
  replayFacts,
  storageWorld,
  taskBatch,
  type World,
} from '../../testing/index.js';

const BLOCKS = { firstBlock: 1_000, epochBlocks: 200, windowBlocks: 100 };
const world = storageWorld({ ...BLOCKS, miners: ['ann', 'bob', 'cat', 'dan'] });

const play = (of: World, facts: readonly Fact[]) => replayFacts(of.header, facts);
const only = (of: World, ...facts: readonly Fact[]) => {
  const [result] = play(of, [...opening(of, 0), ...facts]);
  assert.ok(result);
  return result;
};

const reasonsOf = (of: World, result: ReturnType<typeof only>) =>
  Object.fromEntries(result.miners.map(({ hotkey, reason }) => [of.nameOf(hotkey), reason]));
const shareOf = (result: ReturnType<typeof only>, name: string) =>
  result.miners.find(({ hotkey }) => hotkey === accountOf(name))?.share;
const sharesOf = (result: ReturnType<typeof only>) => result.miners.map(({ share }) => share);

const ann = taskBatch(world, 0, { at: 10, results: { ann: 'passed' } });

test('one who earned alone gets everything; every miner has a reason', () => {
  const result = only(
    world,
    ann,
    taskBatch(world, 0, { at: 20, task: 'challenge', results: { bob: 'failed' } }),
    taskBatch(world, 0, { at: 30, results: { cat: 'failed' } }),
  );
  assert.equal(reasonsOf(world, result), {
    ann: 'SCORED',
    bob: 'NEGATIVE',
    cat: 'NO_REWARD',
    dan: 'NO_TASKS',
    observer: 'NO_TASKS',
  });
  assert.is(shareOf(result, 'ann'), FX_ONE);
  assert.equal(result.mechanisms[0]?.notices, []);
});

test('nobody with a positive score: everything burns', () => {
  assert.is(only(world).burn, FX_ONE);
  assert.is(only(world, taskBatch(world, 0, { at: 1, task: 'retrieve', results: { ann: 'failed' } })).burn, FX_ONE);
});

test('a reward is remembered as NO_REWARD and not as NO_TASKS once a miner was in a batch', () => {
  const results = play(world, [
    ...opening(world, 0),
    taskBatch(world, 0, { at: 1, results: { ann: 'failed' } }),
    ...opening(world, 1),
  ]);
  assert.is(results[1] && reasonsOf(world, results[1])['ann'], 'NO_REWARD');
});

test('batches and pings count from startBlock up to endBlock', () => {
  for (const [at, counts] of [
    [0, true],
    [99, true],
    [100, false],
    [109, false],
  ] as const) {
    const result = only(world, taskBatch(world, 0, { at, results: { ann: 'passed' } }));
    assert.is(shareOf(result, 'ann'), counts ? FX_ONE : 0n, `${at}`);
    assert.is(result.mechanisms[0]?.notices.length, counts ? 0 : 1);
  }
  const early = taskBatch(world, 0, { at: -1, results: { ann: 'passed' } });
  assert.is(shareOf(only(world, early), 'ann'), 0n);
});

test('of one batch the first in canonical order counts, and the other one is named', () => {
  const first = taskBatch(world, 0, { at: 10, batch: 'b', results: { ann: 'passed' } });
  const second = taskBatch(world, 0, { at: 11, batch: 'b', results: { bob: 'passed' } });
  for (const facts of [
    [first, second],
    [second, first],
  ]) {
    const result = only(world, ...facts);
    assert.is(shareOf(result, 'ann'), FX_ONE);
    assert.match(
      result.mechanisms[0]?.notices[0] ?? '',
      /batch b of 5\w+: line \d+ differs from line \d+, which counts/,
    );
  }
  const down = [pinged(world, 0, 5, { ann: false }), pinged(world, 0, 5, { ann: true })];
  assert.match(only(world, ...down).mechanisms[0]?.notices[0] ?? '', /pings at block 1005 .* differs/);
});

const two = storageWorld({ ...BLOCKS, miners: ['ann', 'bob'], observers: ['vera', 'otto'] });
const byVera = taskBatch(two, 0, { at: 10, results: { ann: 'passed' } });
const byOtto = taskBatch(two, 0, { at: 11, results: { bob: 'passed' }, observer: 'otto' });

test('a rule set listens to one observer, or in a log of ones own to all', () => {
  const veraAlone = { ...filetaoReadme1.params, observer: accountOf('vera') };
  const alone = play(two, [...opening(two, 0, { activate: veraAlone }), byVera, byOtto])[0];
  assert.ok(alone);
  assert.is(shareOf(alone, 'ann'), FX_ONE);
  assert.match(
    alone.mechanisms[0]?.notices[0] ?? '',
    /^1 observation of tasks and pings ignored: the rules listen to 5/,
  );
  assert.is(shareOf(only(two, byVera, byOtto), 'bob'), FX_ONE / 2n);
});

test('the same batch name of two observers is two batches', () => {
  const named = (name: string, observer: string) =>
    taskBatch(two, 0, { at: 10, batch: 'same', results: { [name]: 'passed' }, observer });
  assert.is(shareOf(only(two, named('ann', 'vera'), named('bob', 'otto')), 'bob'), FX_ONE / 2n);
});

test('hotkeys that are not registered are ignored, and told so', () => {
  const withZoe = taskBatch(world, 0, { at: 10, results: { ann: { latencyMs: 900 }, zoe: { latencyMs: 100 } } });
  const result = only(world, withZoe);
  assert.is(reasonsOf(world, result)[accountOf('zoe')], 'NOT_REGISTERED');
  assert.equal(shareOf(result, 'ann'), FX_ONE);
  assert.equal(sharesOf(result), sharesOf(only(world, ann, pinged(world, 0, 1, { zoe: true }))));
});

test('the burn hotkey has no share and no reason, whatever it does', () => {
  const result = only(world, ann, taskBatch(world, 0, { at: 12, results: { burn: 'passed' } }));
  assert.is(shareOf(result, 'ann'), FX_ONE);
  assert.is(shareOf(result, 'burn'), undefined);
});

const moving = storageWorld({
  ...BLOCKS,
  miners: ['ann', { name: 'old', uid: 9, leftAt: 1_050 }, { name: 'new', uid: 9, registeredAt: 1_050 }],
});

test('who takes a slot starts clean, and who held it has ended', () => {
  const both = (at: number) => taskBatch(moving, 0, { at, results: { old: 'passed', new: 'passed' } });
  const before = only(moving, both(49));
  assert.is(shareOf(before, 'old'), 0n, 'its identity ended before the close');
  assert.equal(reasonsOf(moving, before), {
    ann: 'NO_TASKS',
    observer: 'NO_TASKS',
    old: 'NOT_REGISTERED',
    new: 'NOT_REGISTERED',
  });
});

test('a newcomer is paid from the next epoch on, and inherits nothing', () => {
  const results = play(moving, [
    ...opening(moving, 0),
    taskBatch(moving, 0, { at: 49, results: { old: 'passed' } }),
    taskBatch(moving, 0, { at: 60, results: { new: 'passed', ann: 'passed' } }),
    ...opening(moving, 1),
  ]);
  assert.is(results[1] && reasonsOf(moving, results[1])['new'], 'NO_TASKS');
  assert.is(results[1] && shareOf(results[1], 'ann'), FX_ONE);
});

test('what a newcomer does in its first epoch still moves the pay of its batch', () => {
  const fast = taskBatch(moving, 0, { at: 60, results: { new: { latencyMs: 100 }, ann: { latencyMs: 9_000 } } });
  const slow = taskBatch(moving, 0, { at: 60, results: { new: { latencyMs: 9_000 }, ann: { latencyMs: 100 } } });
  const bob = taskBatch(moving, 0, { at: 61, results: { observer: 'passed' } });
  const shareWith = (fact: Fact) => shareOf(only(moving, fact, bob), 'ann') ?? 0n;
  assert.ok(shareWith(fast) < shareWith(slow));
});

const returning = storageWorld({
  ...BLOCKS,
  miners: ['ann', { name: 'bob', uid: 5, registeredAt: 10, leftAt: 1_120 }],
});

test('a hotkey that comes back starts clean', () => {
  const registered = makeFact(
    'NeuronRegistered',
    { netuid: returning.netuid, epoch: 0, block: 1_150, ix: [3, 3] },
    { coldkey: accountOf('bob/coldkey'), hotkey: accountOf('bob'), uid: 7 },
  );
  const result = only(
    returning,
    taskBatch(returning, 0, { at: 10, results: { ann: 'passed', bob: 'passed' } }),
    registered,
  );
  assert.is(reasonsOf(returning, result)['bob'], 'NOT_REGISTERED');
  assert.is(shareOf(result, 'ann'), FX_ONE);
  const explained = result.mechanisms[0]?.explain(accountOf('bob')).sections[0]?.steps[0];
  assert.match(explained?.says ?? '', /registered anew/);
});

test('six missed pings cost, an answer forgets them', () => {
  const down = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => pinged(world, 0, from + i, { ann: false }));
  assert.is(reasonsOf(world, only(world, ...down(1, 6)))['ann'], 'NO_TASKS');
  assert.is(reasonsOf(world, only(world, ...down(1, 7)))['ann'], 'NEGATIVE');
  assert.is(
    reasonsOf(world, only(world, ...down(1, 6), pinged(world, 0, 6, { ann: true }), ...down(7, 12)))['ann'],
    'NO_TASKS',
  );
});

test.run();
