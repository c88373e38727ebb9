import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FX_ONE, FX_ZERO, fxFromPpm, fxFromRaw } from '../numbers/fx.js';
import { emaFloor } from './ema.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

test('a step from a table', () => {
  for (const [alphappm, value, previous, want] of [
    [50_000, FX_ONE, 0n, 50_000_000_000_000_000n],
    [100_000, 0n, FX_ONE, 900_000_000_000_000_000n],
    [0, FX_ONE, 7n, 7n],
    [1_000_000, 7n, FX_ONE, 7n],
    [50_000, 1n, 0n, 0n],
    [50_000, -1n, 0n, -1n], // toward minus infinity: a penalty never vanishes
    [50_000, 0n, -1n, -1n],
    [500_000, -3n, 0n, -2n],
    [333_333, 10n, 10n, 10n],
  ] as const) {
    assert.is(emaFloor(alphappm, fxFromRaw(value), fxFromRaw(previous)), want, `${alphappm} ${value} ${previous}`);
  }
});

test('one rounding per step: the average of equal values is that value', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), fc.bigInt(), (alphappm, value) => {
      assert.is(emaFloor(alphappm, fxFromRaw(value), fxFromRaw(value)), value);
    }),
  );
});

test('the result lies between both, and grows with each', () => {
  const big = fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), big, big, fc.bigInt({ min: 0n }), (alphappm, a, b, more) => {
      const step = emaFloor(alphappm, fxFromRaw(a), fxFromRaw(b));
      assert.ok(step >= (a < b ? a : b) && step <= (a > b ? a : b));
      assert.ok(emaFloor(alphappm, fxFromRaw(a + more), fxFromRaw(b)) >= step);
      assert.ok(emaFloor(alphappm, fxFromRaw(a), fxFromRaw(b + more)) >= step);
    }),
  );
});

test('a score decays to zero, not below', () => {
  let score = fxFromPpm(1_000_000);
  for (let i = 0; i < 1_000; i += 1) score = emaFloor(50_000, FX_ZERO, score);
  assert.is(score, 0n);
});

test('a weight outside 0..10^6 is a programming error', () => {
  for (const alphappm of [-1, 1_000_001, 0.5, Number.NaN]) {
    assert.throws(() => emaFloor(alphappm, FX_ONE, FX_ONE), RangeError);
  }
});

test.run();
