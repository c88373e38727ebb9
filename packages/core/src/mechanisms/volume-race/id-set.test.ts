import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { emptySet, hasId, type IdSet, openSet, setOfWords, sizeOf, wordsOfSet } from './id-set.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

const KEY = { high: 7, low: 9 };

const added = (set: IdSet, ids: readonly number[]): IdSet => {
  const draft = openSet(set, KEY);
  for (const id of ids) if (!draft.has(id, id)) draft.add(id, id);
  return draft.close();
};
const idsOf = (set: IdSet): number[] => wordsOfSet(set).flatMap((words) => [...words].filter((_, i) => i % 2 === 0));

const idsArbitrary = fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 60 });

test('a set that somebody holds does not change, whoever adds to it and how often', () => {
  // Each step adds ids to one of the sets so far; a model keeps plain lists.
  const steps = fc.array(fc.record({ from: fc.nat(), ids: idsArbitrary }), { maxLength: 20 });
  fc.assert(
    fc.property(steps, (plan) => {
      const sets: IdSet[] = [emptySet(KEY)];
      const model: number[][] = [[]];
      for (const { from, ids } of plan) {
        const at = from % sets.length;
        sets.push(added(sets[at] as IdSet, ids));
        model.push([...new Set([...(model[at] as number[]), ...ids])]);
      }
      sets.forEach((set, at) => {
        assert.equal(idsOf(set), model[at]);
        assert.is(sizeOf(set), model[at]?.length);
        for (let id = 0; id <= 300; id += 1) assert.is(hasId(set, id, id), model[at]?.includes(id));
      });
    }),
    { numRuns: 50 },
  );
});

test('the newest set adds in place, an older one to a small layer of its own', () => {
  const base = added(emptySet(KEY), [1, 2, 3]);
  const preview = added(base, [4]);
  assert.is(preview.lower.table, base.lower.table);
  const next = added(base, [5]);
  assert.is(next.lower, base.lower);
  assert.equal(idsOf(next), [1, 2, 3, 5]);
  assert.equal(idsOf(added(next, [6, 1])), [1, 2, 3, 5, 6]);
});

test('a layer that has grown is merged', () => {
  const base = added(
    emptySet(KEY),
    Array.from({ length: 80 }, (_, i) => i),
  );
  added(base, [1_000]);
  const small = added(base, [80, 81, 82, 83, 84, 85, 86, 87, 88, 89]);
  assert.is(small.lower, base.lower);
  const large = added(small, [90]);
  assert.is.not(added(large, [91]).lower.table, base.lower.table);
  assert.is(added(large, [91]).upper, undefined);
  assert.is(sizeOf(added(large, [91])), 92);
});

test('a set of words is the set', () => {
  const set = added(emptySet(KEY), [3, 1, 2]);
  const words = Uint32Array.from(wordsOfSet(set).flatMap((part) => [...part]));
  assert.equal(idsOf(setOfWords(KEY, words)), [3, 1, 2]);
});

test.run();
