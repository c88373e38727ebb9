import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fxFromRaw, mulFloor } from '../numbers/fx.js';
import { formatFx, parseFx } from '../numbers/fx-text.js';
import { powerFloor, powerInt } from './power.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

const EXPONENTS = [1, 2, 3, 4] as const;

test('whole numbers', () => {
  assert.equal(
    EXPONENTS.map((exponent) => powerInt(-3n, exponent)),
    [-3n, 9n, -27n, 81n],
  );
  assert.is(powerInt(10n ** 18n, 4), 10n ** 72n);
  assert.is(powerInt(0n, 4), 0n);
});

test('Fx is rounded once, at the end', () => {
  const third = fxFromRaw(333_333_333_333_333_333n);
  for (const [exponent, want] of [
    [1, '0.333333333333333333'],
    [2, '0.11111111111111111'],
    [3, '0.037037037037037036'],
    [4, '0.012345679012345678'],
  ] as const) {
    assert.is(formatFx(powerFloor(third, exponent)), want);
  }
  assert.is(formatFx(powerFloor(parseFx('-1.5') ?? third, 3)), '-3.375');
  assert.is(powerFloor(fxFromRaw(-1n), 3), -1n, 'toward minus infinity');
  assert.is(powerFloor(fxFromRaw(-1n), 2), 0n);
});

test('it is never below a product that is rounded at each step, and the square is one product', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 20n }).map(fxFromRaw), (x) => {
      const square = mulFloor(x, x);
      assert.is(powerFloor(x, 2), square);
      assert.ok(powerFloor(x, 3) >= mulFloor(square, x));
      assert.ok(powerFloor(x, 4) >= mulFloor(square, square));
    }),
  );
});

test.run();
