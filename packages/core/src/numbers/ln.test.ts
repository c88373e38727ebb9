import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { expFloor } from './exp.js';
import { FX_ONE, fxFromInt, fxFromRaw } from './fx.js';
import { formatFx } from './fx-text.js';
import { lnBounds, lnFloor } from './ln.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

const positive = fc
  .tuple(fc.nat(40), fc.bigInt({ min: 1n, max: 10n ** 18n }))
  .map(([digits, n]) => fxFromRaw(n * 10n ** BigInt(digits)));

test('known values', () => {
  for (const [raw, want] of [
    [FX_ONE, '0'],
    [2n * FX_ONE, '0.693147180559945309'],
    [FX_ONE / 2n, '-0.69314718055994531'],
    [10n * FX_ONE, '2.302585092994045684'],
    [1n, '-41.446531673892822313'],
    [FX_ONE + 1n, '0'],
    [FX_ONE - 1n, '-0.000000000000000002'],
    [2_718_281_828_459_045_235n, '0.999999999999999999'],
    [2_718_281_828_459_045_236n, '1'],
    [9_007_199_254_740_991n * FX_ONE, '36.736800569677101288'],
  ] as const) {
    assert.is(formatFx(lnFloor(fxFromRaw(raw))), want, `ln ${raw}`);
  }
});

test('zero and below have no logarithm', () => {
  for (const raw of [0n, -1n, -FX_ONE]) assert.throws(() => lnFloor(fxFromRaw(raw)), RangeError);
});

test('a greater argument never has a lower result', () => {
  fc.assert(
    fc.property(positive, fc.bigInt({ min: 0n, max: 1_000n }), (x, step) => {
      assert.ok(lnFloor(fxFromRaw(x + step)) >= lnFloor(x));
    }),
  );
});

test('it turns exp around, up to the floors', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 40n * FX_ONE }), (x) => {
      const back = lnFloor(expFloor(fxFromRaw(x)));
      assert.ok(back === x || back === x - 1n, `${x} came back as ${back}`);
    }),
  );
});

test('the logarithm of a product is the sum, up to the floors', () => {
  const bytes = fc.integer({ min: 1, max: 94_906_265 });
  fc.assert(
    fc.property(bytes, bytes, (a, b) => {
      const apart = lnFloor(fxFromInt(a * b)) - lnFloor(fxFromInt(a)) - lnFloor(fxFromInt(b));
      assert.ok(apart === 0n || apart === 1n);
    }),
  );
});

test('bounds of one precision hold the bounds of a greater one', () => {
  fc.assert(
    fc.property(positive, positive, fc.constantFrom(16n, 64n, 112n, 224n), (num, den, bits) => {
      const [wide, narrow] = [lnBounds(num, den, bits), lnBounds(num, den, 448n)];
      const shift = 448n - bits;
      assert.ok(wide.lower << shift <= narrow.lower && narrow.upper <= wide.upper << shift);
    }),
  );
});

test.run();
