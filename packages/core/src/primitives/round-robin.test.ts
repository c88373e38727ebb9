import { sha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { raw32, taggedBytes } from '../hash/tagged.js';
import { type Account, accountFromBytes, compareAccounts, type Hash32 } from '../ids.js';
import { calledAfter, selectMiners } from './round-robin.js';
import { sample } from './sample.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

const MINERS = Array.from({ length: 12 }, (_, i) => accountFromBytes(new Uint8Array(32).fill(i + 1)));
const seedOf = (n: number): Hash32 => n.toString(16).padStart(64, '0') as Hash32;
const none: ReadonlySet<Account> = new Set();

test('the draw is the sample over ascending accounts, in drawn order', () => {
  const { selected } = selectMiners(sha256, seedOf(7), [...MINERS].reverse(), none, 5);
  const drawn = sample(sha256, taggedBytes(sha256, 'call/1', [raw32(seedOf(7))]), 12, 5);
  const ascending = [...MINERS].sort(compareAccounts);
  assert.equal(
    selected,
    drawn.map((i) => ascending[i]),
  );
});

test('a round that runs short is filled from the next one, which has begun with who was taken', () => {
  const called = new Set(MINERS.slice(0, 9));
  const { selected, called: after } = selectMiners(sha256, seedOf(1), MINERS, called, 5);
  assert.equal(new Set(selected.slice(0, 3)), new Set(MINERS.slice(9)));
  const others = MINERS.slice(0, 9).sort(compareAccounts);
  const drawn = sample(sha256, taggedBytes(sha256, 'call/2', [raw32(seedOf(1))]), 9, 2);
  assert.equal(
    selected.slice(3),
    drawn.map((i) => others[i]),
  );
  assert.equal(after, new Set(selected));
});

test('a round that is just enough ends with everybody called', () => {
  const { selected, called } = selectMiners(sha256, seedOf(2), MINERS, new Set(MINERS.slice(0, 9)), 3);
  assert.is(selected.length, 3);
  assert.equal(called, new Set(MINERS));
});

test('more than everybody is everybody once; nobody is nobody', () => {
  const all = selectMiners(sha256, seedOf(3), MINERS, new Set(MINERS.slice(0, 4)), 100);
  assert.is(all.selected.length, 12);
  assert.equal(new Set(all.selected), new Set(MINERS));
  assert.equal(selectMiners(sha256, seedOf(3), [], none, 4), { selected: [], called: new Set() });
  assert.equal(selectMiners(sha256, seedOf(3), MINERS, none, 0).selected, []);
});

test('who comes late is called in this round, who left is not', () => {
  const called = new Set(MINERS.slice(0, 6));
  const { selected } = selectMiners(sha256, seedOf(4), MINERS.slice(2, 8), called, 2);
  assert.equal(new Set(selected), new Set(MINERS.slice(6, 8)));
});

test('a selection of somebody else is followed by the same rule', () => {
  assert.equal(calledAfter(MINERS, new Set(MINERS.slice(0, 10)), MINERS.slice(10)), new Set(MINERS));
  assert.equal(calledAfter(MINERS, new Set(MINERS.slice(0, 11)), MINERS.slice(10)), new Set(MINERS.slice(10)));
});

test('nobody waits longer than two rounds, and no round calls somebody twice', () => {
  const miners = fc.uniqueArray(fc.integer({ min: 0, max: 11 }), { minLength: 1 });
  fc.assert(
    fc.property(miners, fc.integer({ min: 1, max: 14 }), fc.nat(1_000_000), (chosen, k, from) => {
      const eligible = chosen.flatMap((i) => MINERS[i] ?? []);
      const draws = Math.ceil(eligible.length / k);
      const last = new Map(eligible.map((account) => [account, -1]));
      let called = none;
      for (let now = 0; now < 40; now += 1) {
        const { selected, called: after } = selectMiners(sha256, seedOf(from + now), eligible, called, k);
        assert.is(selected.length, Math.min(k, eligible.length));
        assert.is(new Set(selected).size, selected.length);
        const isSeam = eligible.length - called.size < selected.length;
        for (const account of selected) {
          assert.ok(isSeam || !called.has(account));
          last.set(account, now);
        }
        for (const at of last.values()) assert.ok(now - at <= 2 * draws);
        called = after;
      }
    }),
  );
});

test('where k divides the number of miners, everybody is called equally often', () => {
  const counts = new Map<Account, number>();
  let called = none;
  for (let now = 0; now < 30; now += 1) {
    const { selected, called: after } = selectMiners(sha256, seedOf(now), MINERS, called, 4);
    for (const account of selected) counts.set(account, (counts.get(account) ?? 0) + 1);
    called = after;
  }
  assert.equal(
    MINERS.map((account) => counts.get(account)),
    MINERS.map(() => 10),
  );
});

test.run();
