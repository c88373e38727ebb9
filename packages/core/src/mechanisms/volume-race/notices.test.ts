import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { EpochResult } from '../../engine/result.js';
import type { Fact } from '../../event/index.js';
import type { Hash32, NetUid } from '../../ids.js';
import { logHeader } from '../../log/header.js';
import { makeFact } from '../../testing/fact.js';
import { accountOf } from '../../testing/names.js';
import { replayFacts } from '../../testing/replay-facts.js';
import { answer, idsFrom, itemsSha256, query } from '../../testing/volume-race/answers.js';
import { plainWorld, type Told, tell } from '../../testing/volume-race/told.js';
import { blocksOf, finalized, OBSERVER, openingFacts } from '../../testing/volume-race/world.js';

const HEADER = logHeader(46 as NetUid, 'local', '0'.repeat(64) as Hash32);
const race = plainWorld();
const play = (...parts: readonly (Fact | readonly Fact[])[]): Told<EpochResult> => {
  const [result] = replayFacts(HEADER, [...openingFacts(race, 0), ...(parts.flat() as Fact[])]);
  return tell(race, result as EpochResult);
};

const envelope = (at: number) => ({
  netuid: race.netuid,
  epoch: 0,
  block: blocksOf(0).startBlock + at,
  by: accountOf(OBSERVER),
});
const measure = (at: number, ids: readonly string[], change: object = {}): Fact =>
  makeFact('ItemsMeasured', envelope(at), {
    fresh: ids.length,
    hotkey: accountOf('ann'),
    itemsSha256: itemsSha256(ids),
    matching: ids.length,
    query: 'q',
    unfit: [],
    ...change,
  });
const part = (at: number, number: number, parts: number, itemIds: readonly string[]): Fact =>
  makeFact('ItemsReturned', envelope(at), {
    hotkey: accountOf('ann'),
    itemIds,
    latencyMs: 5,
    part: number,
    parts,
    query: 'q',
  });
/** Checks of everything that may be drawn. */
const checks = (ids: readonly string[]): Fact[] =>
  ids.map((item) =>
    makeFact('SpotCheckPassed', envelope(150), {
      evidenceSha256: '0'.repeat(64),
      hotkey: accountOf('ann'),
      subject: { item, query: 'q' },
    }),
  );
const known = (...at: readonly number[]): Fact[] =>
  at.map((block) => finalized(race, 0, blocksOf(0).startBlock + block));
const IDS = idsFrom(1, 10);
const sent = (...facts: readonly Fact[]) => play(query(race, 0, 'q', ['ann']), checks(IDS), known(11, 31), ...facts);

test('of several measures of one list the last counts, and a differing one is printed', () => {
  const told = sent(part(10, 0, 1, IDS), measure(120, IDS, { fresh: 0 }), measure(121, IDS));
  assert.is(told.reasons['ann'], 'SCORED');
  assert.ok(told.notices.some((notice) => /measures of .* for query q differ: lines \d+ and \d+/.test(notice)));
  assert.is(sent(part(10, 0, 1, IDS), measure(120, IDS), measure(121, IDS, { fresh: 0 })).reasons['ann'], 'REJECTED');
  assert.equal(sent(part(10, 0, 1, IDS), measure(120, IDS), measure(121, IDS)).notices.length, 1); // NOT_SAMPLED
});

test('a measure of another list is none, and that is printed', () => {
  const told = sent(part(10, 0, 1, IDS), measure(120, IDS.slice(1)));
  assert.is(told.reasons['ann'], 'REJECTED');
  assert.ok(told.notices.some((notice) => /the answer of .* to query q is not what was measured/.test(notice)));
  assert.not(sent(part(10, 0, 1, IDS)).notices.some((notice) => notice.includes('measured')));
});

test('parts must agree on how many there are, and the last one’s block draws', () => {
  const [first, second] = [IDS.slice(0, 5), IDS.slice(5)];
  const reason = (...facts: readonly Fact[]) => sent(measure(120, IDS), ...facts).reasons['ann'];
  assert.is(reason(part(10, 0, 2, first), part(30, 1, 2, second)), 'SCORED');
  assert.is(reason(part(30, 0, 2, first), part(10, 1, 2, second)), 'SCORED');
  assert.is(reason(part(10, 0, 2, first), part(30, 1, 3, second)), 'REJECTED');
  assert.is(reason(part(10, 0, 2, first), part(40, 1, 2, second)), 'REJECTED', 'block 41 is not in the log');
  assert.is(reason(part(40, 0, 1, first), part(50, 0, 1, IDS), part(10, 0, 1, IDS)), 'REJECTED', 'block 51 is not');
  assert.is(reason(part(10, 0, 1, first), part(30, 0, 1, IDS)), 'SCORED', 'the last part of a number counts');
});

test('a query with another time than the rule set is printed, and its own time decides', () => {
  const asked = (timeoutMs: number) =>
    play(query(race, 0, 'q', ['ann'], { timeoutMs }), answer(race, 0, 'q', 'ann', IDS, { latencyMs: 500 }));
  assert.is(asked(499).reasons['ann'], 'REJECTED');
  assert.is(asked(500).reasons['ann'], 'SCORED');
  assert.ok(asked(500).notices.some((notice) => /query q gives 500 ms, the rule set 40000/.test(notice)));
  assert.equal(asked(40_000).notices, []);
});

test('what is before startBlock does not count', () => {
  const told = play(query(race, 0, 'q', ['ann'], { at: -1 }), answer(race, 0, 'q', 'ann', IDS));
  assert.is(told.reasons['ann'], 'REJECTED');
  assert.ok(told.notices.some((notice) => notice.includes('outside')));
});

test.run();
