import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Fact } from '../event/index.js';
import { activation, opening, replayFacts, smallWorld } from '../testing/index.js';

const world = smallWorld({ zipcodes: { '19103': 100 }, miners: ['ann'] });
const { startBlock } = world.blocksOf(0);
const withoutRules = (facts: readonly Fact[]): Fact[] => facts.filter(({ type }) => type !== 'MechanismActivated');

test('an activation at startBlock or behind it has no effect, and the result says so', () => {
  for (const block of [startBlock, startBlock + 1]) {
    const facts = [...withoutRules(opening(world, 0)), activation(world, 0, world.params, block)];
    const [result] = replayFacts(world.header, facts);
    assert.is(result?.status, 'judged');
    assert.equal(result?.next.active, []);
    assert.is(result?.weights, undefined);
    assert.is(result?.notices.length, 1);
    const wanted = `MechanismActivated of zipcode-race has no effect: its block ${block} is not before startBlock ${startBlock}`;
    assert.ok(result?.notices[0]?.startsWith(wanted), result?.notices[0]);
  }
});

test('an activation in time is no news, nor is one of an epoch that nobody opened', () => {
  const [inTime] = replayFacts(world.header, opening(world, 0));
  assert.equal(inTime?.notices, []);
  const [unopened] = replayFacts(world.header, [activation(world, 0, world.params, startBlock)]);
  assert.equal(unopened?.notices, []);
  assert.is(unopened?.next.active.length, 1);
});

test.run();
