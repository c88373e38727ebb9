import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { expBounds, expFloor } from './exp.js';
import { FX_ONE, FX_ZERO, fxFromInt, fxFromRaw, mulFloor } from './fx.js';
import { formatFx } from './fx-text.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

const argument = fc.bigInt({ min: -42n * FX_ONE, max: 60n * FX_ONE }).map(fxFromRaw);

test('known values', () => {
  for (const [raw, want] of [
    [0n, '1'],
    [FX_ONE, '2.718281828459045235'],
    [-FX_ONE, '0.367879441171442321'],
    [1n, '1.000000000000000001'],
    [-1n, '0.999999999999999999'],
    [10n * FX_ONE, '22026.465794806716516957'],
    [-41_446_531_673_892_822_312n, '0.000000000000000001'],
    [-41_446_531_673_892_822_313n, '0'],
    [-42n * FX_ONE - 1n, '0'],
    [-(10n ** 60n), '0'],
  ] as const) {
    assert.is(formatFx(expFloor(fxFromRaw(raw))), want, `e^${raw}`);
  }
});

test('the accepted range ends at 1000', () => {
  assert.is(expFloor(fxFromInt(1_000)).toString().length, 453);
  assert.throws(() => expFloor(fxFromRaw(1_000n * FX_ONE + 1n)), RangeError);
});

test('a greater argument never has a lower result', () => {
  fc.assert(
    fc.property(argument, fc.bigInt({ min: 0n, max: 1_000n }), (x, step) => {
      assert.ok(expFloor(fxFromRaw(x + step)) >= expFloor(x));
    }),
  );
});

test('e^x * e^-x is one up to the floors', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n * FX_ONE }), (x) => {
      const [up, down] = [expFloor(fxFromRaw(x)), expFloor(fxFromRaw(-x))];
      assert.ok(mulFloor(up, down) < FX_ONE);
      assert.ok(mulFloor(fxFromRaw(up + 1n), fxFromRaw(down + 1n)) >= FX_ONE);
    }),
  );
});

test('bounds of one precision hold the bounds of a greater one', () => {
  const den = fc.bigInt({ min: 1n, max: 10n ** 36n });
  fc.assert(
    fc.property(fc.bigInt({ min: -45n, max: 900n }), den, fc.constantFrom(64n, 112n, 224n), (whole, den, bits) => {
      const num = whole * den + den / 3n;
      const [wide, narrow] = [expBounds(num, den, bits), expBounds(num, den, 448n)];
      const shift = 448n - bits;
      assert.ok(wide.lower << shift <= narrow.lower && narrow.upper <= wide.upper << shift);
      assert.ok(narrow.lower <= narrow.upper);
    }),
  );
  assert.is(expFloor(FX_ZERO), FX_ONE);
});

test.run();
