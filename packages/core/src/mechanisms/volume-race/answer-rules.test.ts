import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { EpochResult } from '../../engine/result.js';
import type { Fact } from '../../event/index.js';
import type { Hash32, NetUid } from '../../ids.js';
import { logHeader } from '../../log/header.js';
import { accountOf } from '../../testing/names.js';
import { replayFacts } from '../../testing/replay-facts.js';
import { type AnswerOptions, answer, idsFrom, query } from '../../testing/volume-race/answers.js';
import { plainWorld, type Told, tell } from '../../testing/volume-race/told.js';
import { openingFacts, type Race } from '../../testing/volume-race/world.js';

const HEADER = logHeader(46 as NetUid, 'local', '0'.repeat(64) as Hash32);

/** Replays the epochs of a race; facts in any order. */
const play = (race: Race, ...parts: readonly (Fact | readonly Fact[])[]): Told<EpochResult>[] => {
  const facts = parts.flat() as Fact[];
  const epochs = [...new Set(facts.map(({ epoch }) => epoch))];
  const all = [...epochs.flatMap((epoch) => openingFacts(race, epoch)), ...facts];
  return replayFacts(HEADER, all).map((result) => {
    assert.is(result.status, 'judged', result.missing.join('; '));
    return tell(race, result);
  });
};

const last = (told: readonly Told<EpochResult>[]): Told<EpochResult> => told[told.length - 1] as Told<EpochResult>;

test('an answer that does not count has no volume, and its ids stay new', () => {
  const cases: readonly (readonly [string, AnswerOptions])[] = [
    ['late', { latencyMs: 40_001 }],
    ['a part is missing', { parts: 2, lost: [1] }],
    ['not measured', { measured: false }],
    ['not fresh', { measure: { fresh: 8 } }],
    ['not matching', { measure: { matching: 8 } }],
    ['the block behind it is not known', { blockKnown: false }],
    ['a checked item has other values', { finds: () => 'mismatch' }],
    ['too few checks gave an answer', { finds: (_: string, nth: number) => (nth < 2 ? 'inconclusive' : 'passed') }],
    ['nobody checked', { finds: () => 'nothing' }],
    ['checked before the draw', { at: 50, checkedAt: 51 }],
  ];
  for (const [why, options] of cases) {
    const race = plainWorld();
    const [first, second] = play(
      race,
      query(race, 0, 'q', ['ann', 'bob']),
      answer(race, 0, 'q', 'ann', idsFrom(1, 10), { at: 90, ...options }),
      answer(race, 0, 'q', 'bob', ['1']),
      query(race, 1, 'q1', ['ann', 'bob']),
      answer(race, 1, 'q1', 'ann', idsFrom(1, 10)),
      answer(race, 1, 'q1', 'bob', ['2']),
    );
    assert.equal(first?.reasons, { ann: 'REJECTED', bob: 'SCORED', cat: 'NOT_CALLED' }, why);
    assert.equal(second?.volumes(11), { ann: 10, bob: 1 }, why);
  }
});

test('what is just enough counts', () => {
  const cases: readonly (readonly [string, AnswerOptions])[] = [
    ['at the last millisecond', { latencyMs: 40_000 }],
    ['nine of ten fresh and matching', { measure: { fresh: 9, matching: 9 } }],
    ['in three parts', { parts: 3 }],
    ['in the last block', { at: 99 }],
    ['two of three checks', { finds: (_: string, nth: number) => (nth < 1 ? 'inconclusive' : 'passed') }],
    ['checked right behind the draw', { at: 50, checkedAt: 52 }],
  ];
  for (const [why, options] of cases) {
    const race = plainWorld();
    const told = last(
      play(race, query(race, 0, 'q', ['ann']), answer(race, 0, 'q', 'ann', idsFrom(1, 10), { at: 90, ...options })),
    );
    assert.is(told.reasons['ann'], 'SCORED', why);
  }
});

test('items that are not fresh, or do not match, do not count and are not remembered', () => {
  const race = plainWorld();
  const [first, second] = play(
    race,
    query(race, 0, 'q', ['ann', 'bob']),
    answer(race, 0, 'q', 'ann', idsFrom(1, 20), { measure: { fresh: 18, matching: 18, unfit: [0, 19] } }),
    answer(race, 0, 'q', 'bob', idsFrom(1, 2)),
    query(race, 1, 'r', ['ann', 'bob']),
    answer(race, 1, 'r', 'ann', idsFrom(1, 20)),
    answer(race, 1, 'r', 'bob', ['3']),
  );
  assert.equal(first?.volumes(20), { ann: 18, bob: 2 });
  assert.equal(second?.volumes(3), { ann: 2, bob: 1 });
});

test('an item that does not exist empties the epoch of its identity, and its ids are known from then on', () => {
  const race = plainWorld({}, [{ name: 'ann', coldkey: 'owner' }, { name: 'bob', coldkey: 'owner' }, 'cat']);
  const [first, second] = play(
    race,
    query(race, 0, 'q', ['ann', 'bob', 'cat']),
    query(race, 0, 'r', ['ann']),
    answer(race, 0, 'q', 'ann', ['1', '2', '3'], { at: 10 }),
    answer(race, 0, 'r', 'ann', ['4', '5', '6'], { at: 20, finds: (_, nth) => (nth === 1 ? 'absent' : 'passed') }),
    answer(race, 0, 'q', 'bob', ['4', '7'], { at: 30 }),
    answer(race, 0, 'q', 'cat', ['4', '5', '6']),
    query(race, 1, 's', ['ann', 'cat']),
    answer(race, 1, 's', 'ann', ['1', '4', '5', '8']),
    answer(race, 1, 's', 'cat', ['7']),
  );
  assert.equal(first?.reasons, { ann: 'NO_NEW_ITEMS', bob: 'SCORED', cat: 'SCORED' });
  assert.equal(first?.volumes(4), { bob: 1, cat: 3 });
  const told = first?.result.mechanisms[0]?.explain(accountOf('ann')).sections.flatMap(({ steps }) => steps) ?? [];
  assert.ok(told.some(({ ok, says }) => ok === false && says.startsWith('an item of another answer does not exist')));
  assert.equal(second?.volumes(2), { ann: 1, cat: 1 });
  assert.equal(first?.result.mechanisms[0]?.checked.get(accountOf('ann')), { conclusive: 6, passed: 5 });
});

test('of one item the last check that found something out counts', () => {
  const race = plainWorld();
  const finds = (finding: 'absent' | 'passed' | 'inconclusive', checkedAt: number) =>
    answer(race, 0, 'q', 'ann', ['1'], { at: 10, checkedAt, finds: () => finding });
  const reasonAfter = (...parts: readonly (readonly Fact[])[]) =>
    last(play(race, query(race, 0, 'q', ['ann']), ...parts)).reasons['ann'];
  assert.is(reasonAfter(finds('absent', 50), finds('passed', 60), finds('inconclusive', 70)), 'SCORED');
  assert.is(reasonAfter(finds('passed', 50), finds('absent', 60)), 'REJECTED');
});

test('bad items are dropped, empty the batch, or make it as if it was never sent', () => {
  for (const [badItem, reason, second] of [
    ['dropItem', 'SCORED', 1],
    ['zeroBatch', 'NO_NEW_ITEMS', 3],
    ['rejectBatch', 'NO_ANSWER', 3],
  ] as const) {
    const race = plainWorld({ badItem });
    const told = play(
      race,
      query(race, 0, 'q', ['ann']),
      answer(race, 0, 'q', 'ann', ['1', '2', '1']),
      query(race, 1, 'r', ['ann', 'bob']),
      answer(race, 1, 'r', 'ann', ['1', '2', '3']),
      answer(race, 1, 'r', 'bob', ['1']),
    );
    assert.is(told[0]?.reasons['ann'], reason, badItem);
    assert.equal(told[1]?.volumes(second + 1), { ann: second, bob: 1 }, badItem);
  }
});

test('query, answer, measure and checks of one observer belong together', () => {
  const race = plainWorld();
  const others = answer(race, 0, 'q', 'ann', ['1', '2'], { by: 'somebody' });
  const own = answer(race, 0, 'q', 'bob', ['1', '2']);
  const told = last(play(race, query(race, 0, 'q', ['ann', 'bob']), others, own));
  assert.equal(told.reasons, { ann: 'REJECTED', bob: 'SCORED', cat: 'NOT_CALLED' });
});

test('the first query of a name counts, and a differing second one is printed', () => {
  const race = plainWorld();
  const told = last(
    play(
      race,
      query(race, 0, 'q', ['ann'], { at: 1 }),
      query(race, 0, 'q', ['bob'], { at: 2, timeoutMs: 10 }),
      answer(race, 0, 'q', 'ann', ['1']),
      answer(race, 0, 'q', 'bob', ['1']),
    ),
  );
  assert.equal(told.reasons, { ann: 'SCORED', bob: 'REJECTED', cat: 'NOT_CALLED' });
  assert.ok(told.notices.some((notice) => /queries q of .* differ: lines \d+ and \d+; the first counts/.test(notice)));
});

test('queries and items outside of the epoch’s blocks do not count', () => {
  const race = plainWorld();
  const told = last(
    play(
      race,
      query(race, 0, 'q', ['ann', 'bob']),
      query(race, 0, 'late', ['cat'], { at: 100 }),
      answer(race, 0, 'q', 'ann', ['1'], { at: 99 }),
      answer(race, 0, 'q', 'bob', ['1'], { at: 100 }),
    ),
  );
  assert.equal(told.reasons, { ann: 'SCORED', bob: 'NO_ANSWER', cat: 'NOT_CALLED' });
});

test.run();
