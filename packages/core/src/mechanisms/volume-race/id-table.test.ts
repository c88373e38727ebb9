import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { addId, isAmong, STEPS_MAX, tableFor, tableOf } from './id-table.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

const KEY = { high: 0x12345678, low: 0x9abcdef0 };
const OTHER_KEY = { high: 1, low: 2 };

const word = fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 0xffffffff }));
const idsArbitrary = fc.array(fc.tuple(word, word), { maxLength: 200 });

test('it holds what was added, each once and in order, and nothing else', () => {
  fc.assert(
    fc.property(idsArbitrary, idsArbitrary, (ids, others) => {
      const table = tableFor(KEY, 0);
      const seen = new Map<string, number>();
      for (const [high, low] of ids) {
        assert.is(addId(table, KEY, high, low), !seen.has(`${high} ${low}`));
        if (!seen.has(`${high} ${low}`)) seen.set(`${high} ${low}`, seen.size);
      }
      assert.is(table.count, seen.size);
      for (const [high, low] of [...ids, ...others]) {
        const position = seen.get(`${high} ${low}`) ?? Number.MAX_SAFE_INTEGER;
        for (const count of [0, 1, seen.size >> 1, seen.size]) {
          assert.is(isAmong(table, count, high, low), position < count);
        }
      }
      assert.equal(tableOf(OTHER_KEY, table.words.slice(0, 2 * table.count)).count, table.count);
    }),
  );
});

test('zero is an id like any other', () => {
  const table = tableFor(KEY, 0);
  assert.not(isAmong(table, table.count, 0, 0));
  assert.ok(addId(table, KEY, 0, 0));
  assert.ok(isAmong(table, table.count, 0, 0));
});

test('100,000 ids take 2^17 slots and 8 bytes each beside', () => {
  const table = tableFor(KEY, 0);
  for (let i = 0; i < 100_000; i += 1) addId(table, KEY, i >>> 16, Math.imul(i, 2_654_435_761) >>> 0);
  assert.is(table.count, 100_000);
  assert.is(table.slots.length, 2 ** 17);
  assert.is(table.words.length, 2 * Math.floor((2 ** 17 * 4) / 5));
});

test('ids that were chosen to crowd get another key, and stay what they are', () => {
  // Whoever knows the key finds ids that fall on one place of a table with 2^13 places, as many as it takes.
  const probe = tableFor(KEY, 6_000);
  const place = (low: number): number => {
    addId(probe, KEY, 0, low);
    const slot = probe.slots.subarray(0, 64).indexOf(1);
    probe.slots.fill(0);
    probe.count = 0;
    return slot;
  };
  const chosen: number[] = [];
  for (let low = 0; chosen.length < STEPS_MAX + 200 && low < 400_000; low += 1) if (place(low) >= 0) chosen.push(low);
  const table = tableFor(KEY, 6_000);
  for (const low of chosen) assert.ok(addId(table, OTHER_KEY, 0, low));
  assert.is(chosen.length, STEPS_MAX + 200);
  assert.is(table.key, OTHER_KEY);
  assert.is(table.count, chosen.length);
  for (const low of chosen) assert.ok(isAmong(table, table.count, 0, low));
});

test.run();
