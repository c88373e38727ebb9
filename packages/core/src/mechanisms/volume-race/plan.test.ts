import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Fact } from '../../event/index.js';
import type { Hash32, NetUid } from '../../ids.js';
import { logHeader } from '../../log/header.js';
import { accountOf } from '../../testing/names.js';
import { replayFacts } from '../../testing/replay-facts.js';
import { type AnswerOptions, answer, query } from '../../testing/volume-race/answers.js';
import { plainWorld } from '../../testing/volume-race/told.js';
import { OBSERVER, openingFacts } from '../../testing/volume-race/world.js';

const HEADER = logHeader(46 as NetUid, 'local', '0'.repeat(64) as Hash32);
const race = plainWorld();
const ids = ['11', '22', '33', '44', '55'];

const planAfter = (round: 'first' | 'next', options: AnswerOptions, ...more: readonly Fact[]) => {
  const asked = query(race, 0, 'q0', ['ann', 'bob']);
  const facts = [...openingFacts(race, 0), asked, ...answer(race, 0, 'q0', 'ann', ids, options), ...more];
  const [result] = replayFacts(HEADER, facts);
  return result?.plan(round);
};

test('the items of an answer are drawn for its observer, and asked for until enough have a verdict', () => {
  const [check, ...rest] = planAfter('next', { finds: () => 'nothing' }) ?? [];
  assert.equal(rest, []);
  assert.ok(check !== undefined && 'items' in check);
  assert.is(check.purpose, 'answer');
  assert.is(check.query, 'q0');
  assert.is(check.hotkey, accountOf('ann'));
  assert.is(check.by, accountOf(OBSERVER));
  assert.is(check.itemCount, 5);
  assert.is(check.sampled.length, 3);
  assert.ok(check.sampled.every((item) => ids.includes(item)));
  assert.equal(check.items, check.sampled);

  const [after] = planAfter('next', { finds: (_, nth) => (nth === 1 ? 'passed' : 'inconclusive') }) ?? [];
  assert.ok(after !== undefined && 'items' in after);
  assert.equal(
    after.items,
    check.sampled.filter((_, nth) => nth !== 1),
  );
});

test('what has a verdict, cannot be drawn from or counts for nobody needs no check', () => {
  assert.equal(planAfter('next', {}), []);
  assert.equal(planAfter('next', { finds: () => 'absent' }), []);
  assert.equal(planAfter('next', { finds: () => 'nothing', blockKnown: false }), []);
  assert.equal(planAfter('next', { finds: () => 'nothing', measured: false }), []);
  assert.equal(planAfter('next', { finds: () => 'nothing', latencyMs: 40_001 }), []);
  assert.is(planAfter('first', {})?.length, 1);
});

test.run();
