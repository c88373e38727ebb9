import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { EpochResult } from '../../engine/result.js';
import type { Fact } from '../../event/index.js';
import type { Hash32, NetUid } from '../../ids.js';
import { logHeader } from '../../log/header.js';
import { accountOf } from '../../testing/names.js';
import { replayFacts } from '../../testing/replay-facts.js';
import { answer, idsFrom, query } from '../../testing/volume-race/answers.js';
import { PLAIN, plainWorld, type Told, tell } from '../../testing/volume-race/told.js';
import { activation, OBSERVER, openingFacts, type Race } from '../../testing/volume-race/world.js';

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

test('volume is what is new: each id once in the life of a coldkey', () => {
  const race = plainWorld();
  const [first, second] = play(
    race,
    query(race, 0, 'q0', ['ann', 'bob']),
    answer(race, 0, 'q0', 'ann', ['1', '2', '3', '2', '1']),
    answer(race, 0, 'q0', 'bob', ['1', '2']),
    query(race, 1, 'q1', ['ann', 'bob']),
    answer(race, 1, 'q1', 'ann', ['3', '4', '99999999999999999999']),
    answer(race, 1, 'q1', 'bob', ['2', '1']),
  );
  assert.equal(first?.volumes(5), { ann: 3, bob: 2 });
  assert.equal(second?.volumes(2), { ann: 2 });
  assert.equal(second?.reasons, { ann: 'SCORED', bob: 'NO_NEW_ITEMS', cat: 'NOT_CALLED' });
});

test('two answers of one epoch do not sell one id twice', () => {
  const race = plainWorld();
  const [told] = play(
    race,
    query(race, 0, 'q0', ['ann', 'bob']),
    query(race, 0, 'q1', ['ann']),
    answer(race, 0, 'q0', 'ann', ['1', '2', '3'], { at: 10 }),
    answer(race, 0, 'q1', 'ann', ['3', '4'], { at: 20 }),
    answer(race, 0, 'q0', 'bob', ['3']),
  );
  assert.equal(told?.volumes(5), { ann: 4, bob: 1 });
});

test('the scope decides whose ids are the same', () => {
  const miners = [{ name: 'ann', coldkey: 'owner' }, { name: 'bob', coldkey: 'owner' }, 'cat'];
  for (const [dedupeScope, total, want] of [
    ['coldkey', 7, { ann: 3, bob: 1, cat: 3 }],
    ['identity', 9, { ann: 3, bob: 3, cat: 3 }],
    ['all', 4, { ann: 3, bob: 1 }],
  ] as const) {
    const race = plainWorld({ dedupeScope }, miners);
    const [told] = play(
      race,
      query(race, 0, 'q', ['ann', 'bob', 'cat']),
      answer(race, 0, 'q', 'ann', ['1', '2', '3'], { at: 10 }),
      answer(race, 0, 'q', 'bob', ['2', '3', '4'], { at: 11 }),
      answer(race, 0, 'q', 'cat', ['2', '3', '4'], { at: 12 }),
    );
    assert.equal(told?.volumes(total), want, dedupeScope);
  }
});

test('a full history says so, and what is beyond it stays new', () => {
  const race = plainWorld({ maxNewIds: 5 });
  const [first, second] = play(
    race,
    query(race, 0, 'q', ['ann', 'bob']),
    answer(race, 0, 'q', 'ann', idsFrom(1, 8)),
    answer(race, 0, 'q', 'bob', idsFrom(1, 5)),
    query(race, 1, 'r', ['ann']),
    answer(race, 1, 'r', 'ann', idsFrom(1, 8)),
    query(race, 1, 's', ['bob']),
    answer(race, 1, 's', 'bob', ['6', '7', '8']),
  );
  assert.equal(first?.volumes(10), { ann: 5, bob: 5 });
  assert.ok(first?.notices.some((notice) => notice.startsWith('HISTORY_FULL: 3 new ids of coldkey/')));
  assert.equal(second?.volumes(6), { ann: 3, bob: 3 });
  assert.equal(second?.notices, []);
});

test('only the observer of the rule set counts, and "any" is for a log of one’s own', () => {
  const other = 'somebody';
  const race = plainWorld({ observer: accountOf(OBSERVER) });
  const told = last(
    play(
      race,
      query(race, 0, 'q', ['ann']),
      query(race, 0, 'p', ['bob'], { by: other }),
      answer(race, 0, 'q', 'ann', ['1']),
      answer(race, 0, 'p', 'bob', ['1', '2'], { by: other }),
      answer(race, 0, 'q', 'cat', ['1', '2'], { by: other }),
    ),
  );
  assert.equal(told.reasons, { ann: 'SCORED', bob: 'NOT_CALLED', cat: 'NOT_CALLED' });
  assert.ok(told.notices.some((notice) => notice.includes('not by the observer')));
});

test('who is not in the snapshot has no share, and the burn hotkey has no reason', () => {
  const race = plainWorld({}, ['ann', { name: 'new', registeredAt: 1_050 }, { name: 'gone', uid: 9, leftAt: 900 }]);
  const told = last(
    play(
      race,
      query(race, 0, 'q', ['ann', 'new', 'gone', 'burn']),
      answer(race, 0, 'q', 'ann', ['1']),
      answer(race, 0, 'q', 'new', ['2']),
      answer(race, 0, 'q', 'burn', ['3']),
    ),
  );
  assert.equal(told.reasons, { ann: 'SCORED', new: 'NOT_REGISTERED', gone: 'NOT_REGISTERED' });
  assert.not(told.result.miners.some(({ hotkey }) => hotkey === accountOf('burn')));
});

test('an identity starts clean; its coldkey’s history does not', () => {
  const miners = [{ name: 'ann', leftAt: 1_150 }, { name: 'ann', uid: 2, registeredAt: 1_200 }, 'bob'];
  for (const [dedupeScope, want] of [
    ['coldkey', { bob: 1 }],
    ['identity', { ann: 2, bob: 1 }],
  ] as const) {
    const race = plainWorld({ dedupeScope, emaAlphappm: 500_000 }, miners);
    const told = play(
      race,
      query(race, 0, 'q', ['ann']),
      answer(race, 0, 'q', 'ann', ['1', '2']),
      query(race, 1, 'r', ['ann', 'bob']),
      answer(race, 1, 'r', 'ann', ['1', '2']),
      answer(race, 1, 'r', 'bob', ['1']),
    );
    assert.equal(told[1]?.volumes(dedupeScope === 'coldkey' ? 1 : 3), want, dedupeScope);
  }
});

test('a calendar window forgets by number, the original’s by what exists', () => {
  const params = (kind: string) => ({ window: { epochs: 2, kind } });
  const facts = (race: Race) => [
    ...[query(race, 0, 'q', ['ann', 'bob']), ...answer(race, 0, 'q', 'ann', idsFrom(1, 6))],
    ...answer(race, 0, 'q', 'bob', idsFrom(1, 2)),
    ...[query(race, 1, 'q1', ['ann'])],
    ...[query(race, 2, 'q2', ['ann', 'bob']), ...answer(race, 2, 'q2', 'bob', idsFrom(3, 2))],
  ];
  const calendar = plainWorld(params('calendar'));
  assert.equal(
    play(calendar, facts(calendar)).map((told) => told.volumes(8)),
    [{ ann: 6, bob: 2 }, { ann: 6, bob: 2 }, { bob: 8 }],
  );
  const existing = plainWorld(params('existing'));
  assert.equal(
    [8, 8, 10].map((total, at) => play(existing, facts(existing))[at]?.volumes(total)),
    [
      { ann: 6, bob: 2 },
      { ann: 6, bob: 2 },
      { ann: 6, bob: 4 },
    ],
  );
});

test('new parameters score from their epoch on; another scope begins a new history', () => {
  const race = plainWorld();
  const told = play(
    race,
    query(race, 0, 'q', ['ann', 'bob']),
    answer(race, 0, 'q', 'ann', ['1', '2', '3']),
    answer(race, 0, 'q', 'bob', ['1']),
    activation(race, 1, {
      params: { ...PLAIN, curve: { exponent: 2, kind: 'power', zeroVolume: 'exclude' } },
      ruleset: 'p@1',
    }),
    query(race, 1, 'r', ['ann', 'bob']),
    answer(race, 1, 'r', 'ann', ['1', '4', '5', '6']),
    answer(race, 1, 'r', 'bob', ['2']),
    activation(race, 2, { params: { ...PLAIN, dedupeScope: 'all' }, ruleset: 'a@1' }),
    query(race, 2, 's', ['ann', 'bob']),
    answer(race, 2, 's', 'ann', ['1', '2'], { at: 10 }),
    answer(race, 2, 's', 'bob', ['2', '3'], { at: 20 }),
  );
  assert.equal(
    [4, 10, 3].map((total, at) => told[at]?.volumes(total)),
    [
      { ann: 3, bob: 1 },
      { ann: 9, bob: 1 },
      { ann: 2, bob: 1 },
    ],
  );
});

test.run();
