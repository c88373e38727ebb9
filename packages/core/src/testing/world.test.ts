import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { decodeFact } from '../event/decode.js';
import type { FactOf } from './fact.js';
import {
  accountOf,
  evidenceList,
  given,
  lineOf,
  makeFact,
  opening,
  replayFacts,
  smallWorld,
  submission,
  zipcodeRace1,
} from './index.js';

const zipcodes = { '08540': 60, '19103': 100 };
const files = { '19103': 100 };

test('a name is an account, and an address is itself', () => {
  const ann = accountOf('ann');
  assert.is(accountOf(ann), ann);
  assert.is(accountOf('ann'), ann);
  assert.is.not(accountOf('bob'), ann);
});

test('every fact the kit makes would be appended', () => {
  const world = smallWorld({ zipcodes, miners: ['ann', { name: 'bob', registeredAt: 100_100 }] });
  const { facts } = given(world, opening(world, 0), submission(world, 0, 'ann', { at: 5, files })).checked(0);
  for (const fact of facts) assert.ok(E.isRight(decodeFact(lineOf(fact))), lineOf(fact));
  const types = new Set(facts.map(({ type }) => type));
  assert.ok(types.has('NeuronRegistered') && types.has('SpotCheckPassed') && !types.has('EvidenceListed'));
});

test('a neuron is there from its registration until it leaves', () => {
  const replaced = { name: 'ann', leftAt: 100_200 };
  const world = smallWorld({ zipcodes, miners: [replaced, { name: 'bob', uid: 2, registeredAt: 100_200 }] });
  const holder = (block: number) => world.neuronsAt(block).find(({ uid }) => uid === 2)?.hotkey;
  assert.is(holder(100_199), accountOf('ann'));
  assert.is(holder(100_200), accountOf('bob'));
});

test('where rules want lists, observers list what they stated, and the epoch is judged', () => {
  const observers = { kind: 'stakeMajority', quorumppm: 500_000, requireppm: 500_000, supportppm: 500_000 };
  const params = { ...zipcodeRace1.params, observers };
  const world = smallWorld({ zipcodes, miners: ['ann'], observers: ['a', 'b', 'c'], params });
  const known = given(world, opening(world, 0), submission(world, 0, 'ann', { at: 5, files }));
  assert.is(known.scores(0).result.status, 'unjudged');
  known.checked(0).scores(0).thenReasons({ ann: 'SCORED' });
  const list = evidenceList(world, 0, 'a', known.facts) as FactOf<'EvidenceListed'>;
  assert.is(list.data.count, 3);
});

test('observers go on until the plan is empty, and give up on what never answers', () => {
  const world = smallWorld({ zipcodes, miners: ['ann', 'bob'] });
  const facts = [opening(world, 0), submission(world, 0, 'ann', { at: 5, files })];
  const silent = given(world, ...facts).checked(0, { source: () => ({ inconclusive: 'noAnswer' }), tries: 3 });
  const asked = silent.facts.filter(({ type }) => type === 'SpotCheckInconclusive');
  assert.is(asked.length, 3 * 10);
  silent.scores(0).thenReasons({ ann: 'PARTICIPATED' });
  assert.equal(
    given(world, ...facts)
      .checked(0)
      .scores(0)
      .result.plan('next'),
    [],
  );
});

test('facts of several epochs replay in order, whatever their order', () => {
  const world = smallWorld({ zipcodes, miners: ['ann'], firstEpoch: 7 });
  const facts = [...opening(world, 8), ...opening(world, 7)];
  const results = replayFacts(world.header, facts);
  assert.equal(
    results.map(({ epoch, status }) => [Number(epoch), status]),
    [
      [7, 'judged'],
      [8, 'judged'],
    ],
  );
});

test('a fact of any type is checked when it is made', () => {
  const at = { netuid: 46, epoch: 0, block: 7 };
  assert.throws(
    () => makeFact('BlockFinalized', at, { hash: 'x', parentHash: 'y', timestampMs: 1 }),
    /BlockFinalized: BAD_FIELD .*hash/,
  );
});

test.run();
