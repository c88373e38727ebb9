import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FX_ONE } from './fx.js';
import { floorOfBounds } from './refine.js';

/** Bounds of a fraction that are `slack` units wide on each side. */
const fraction = (num: bigint, den: bigint, slack: bigint, seen: bigint[]) => (bits: bigint) => {
  seen.push(bits);
  const value = (num << bits) / den;
  return { lower: value - slack, upper: value + 1n + slack };
};

test('the first precision decides what lies between two multiples', () => {
  const seen: bigint[] = [];
  assert.is(floorOfBounds(fraction(1n, 3n, 9n, seen)), 333_333_333_333_333_333n);
  assert.is(floorOfBounds(fraction(-1n, 3n, 9n, seen)), -333_333_333_333_333_334n);
  assert.equal(seen, [112n, 112n]);
});

test('precision grows until a value beside a multiple is told from it', () => {
  const near = 10n ** 60n;
  for (const [num, want] of [
    [FX_ONE * near - 1n, 999_999_999_999_999_999n],
    [FX_ONE * near + 1n, FX_ONE],
  ] as const) {
    const seen: bigint[] = [];
    assert.is(floorOfBounds(fraction(num, FX_ONE * near, 9n, seen)), want);
    assert.equal(seen, [112n, 224n, 448n]);
  }
});

test('a multiple itself is a programming error, and ends', () => {
  const seen: bigint[] = [];
  assert.throws(() => floorOfBounds(fraction(1n, 2n, 1n, seen)), /expected 14336 bits/);
  assert.is(seen.length, 8);
});

test.run();
