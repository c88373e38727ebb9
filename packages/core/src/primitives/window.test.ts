import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { sumWindow, windowBuckets } from './window.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

test('a gap is a gap by the calendar, and is jumped over by buckets that exist', () => {
  const existing = [1, 2, 3, 9, 10];
  for (const [kind, length, now, want] of [
    ['calendar', 3, 10, [9, 10]],
    ['existing', 3, 10, [3, 9, 10]],
    ['calendar', 2, 3, [2, 3]],
    ['existing', 2, 3, [2, 3]],
    ['calendar', 6, 6, [1, 2, 3]],
    ['existing', 6, 6, [1, 2, 3]],
    ['calendar', 3, 6, []],
    ['existing', 1, 0, []],
    ['calendar', 100, 100, existing],
  ] as const) {
    assert.equal(windowBuckets(kind, length, now, existing), want, `${kind} ${length} at ${now}`);
  }
});

test('the order and repeats of what exists make no difference, and the future never counts', () => {
  assert.equal(windowBuckets('existing', 2, 5, [9, 5, 3, 5, 1, 3]), [3, 5]);
  assert.equal(windowBuckets('calendar', 3, 5, [9, 5, 3, 5, 1, 3]), [3, 5]);
});

test('a window has a length', () => {
  for (const length of [0, -1, 0.5, Number.NaN]) {
    assert.throws(() => windowBuckets('calendar', length, 1, []), RangeError);
  }
});

test('both kinds agree where there is no gap', () => {
  fc.assert(
    fc.property(fc.nat(50), fc.integer({ min: 1, max: 60 }), (now, length) => {
      const all = Array.from({ length: now + 1 }, (_, bucket) => bucket);
      assert.equal(windowBuckets('calendar', length, now, all), windowBuckets('existing', length, now, all));
    }),
  );
});

test('the sum takes the buckets of the window and no others', () => {
  const values = new Map([
    [1, 100],
    [3, 7],
    [9, 50],
  ]);
  assert.is(sumWindow(values, [1, 2, 3]), 107);
  assert.is(sumWindow(values, []), 0);
  assert.is(sumWindow(new Map(), [1]), 0);
});

test.run();
