import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  divFloor,
  FX_ONE,
  FX_ZERO,
  floorDiv,
  fxFromInt,
  fxFromPpm,
  fxFromRaw,
  mulFloor,
  ratioFloor,
  sumFx,
} from './fx.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

const anyBigInt = fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n });
const nonZero = anyBigInt.filter((n) => n !== 0n);

test('floorDiv goes toward minus infinity', () => {
  for (const [a, b, want] of [
    [7n, 2n, 3n],
    [-7n, 2n, -4n],
    [7n, -2n, -4n],
    [-7n, -2n, 3n],
    [6n, 3n, 2n],
    [-6n, 3n, -2n],
    [0n, -5n, 0n],
  ] as const) {
    assert.is(floorDiv(a, b), want, `${a} / ${b}`);
  }
  assert.throws(() => floorDiv(1n, 0n), RangeError);
});

test('floorDiv leaves a remainder with the sign of the divisor and smaller than it', () => {
  fc.assert(
    fc.property(anyBigInt, nonZero, (a, b) => {
      const rest = a - floorDiv(a, b) * b;
      assert.ok(b > 0n ? rest >= 0n && rest < b : rest <= 0n && rest > b);
    }),
  );
});

test('numbers become Fx exactly', () => {
  assert.is(fxFromInt(1), FX_ONE);
  assert.is(fxFromInt(-3), -3n * FX_ONE);
  assert.is(fxFromInt(Number.MAX_SAFE_INTEGER), 9007199254740991n * FX_ONE);
  assert.is(fxFromPpm(1_000_000), FX_ONE);
  assert.is(fxFromPpm(1), 1_000_000_000_000n);
  assert.is(fxFromPpm(-50_000), -50_000_000_000_000_000n);
  assert.throws(() => fxFromInt(0.5), RangeError);
});

test('products and quotients are floors, also below zero', () => {
  const third = divFloor(FX_ONE, fxFromInt(3));
  assert.is(third, 333_333_333_333_333_333n);
  assert.is(divFloor(fxFromInt(-1), fxFromInt(3)), -333_333_333_333_333_334n);
  assert.is(mulFloor(third, fxFromInt(3)), FX_ONE - 1n);
  assert.is(mulFloor(fxFromRaw(-1n), fxFromRaw(1n)), -1n);
  assert.is(ratioFloor(2, 3), 666_666_666_666_666_666n);
  assert.is(ratioFloor(-2, 3), -666_666_666_666_666_667n);
  assert.throws(() => divFloor(FX_ONE, FX_ZERO), RangeError);
});

test('mulFloor and divFloor bracket the true value', () => {
  fc.assert(
    fc.property(anyBigInt, nonZero, (a, b) => {
      const product = mulFloor(fxFromRaw(a), fxFromRaw(b));
      assert.ok(product * FX_ONE <= a * b && a * b < (product + 1n) * FX_ONE);
      const magnitude = b < 0n ? -b : b;
      const quotient = divFloor(fxFromRaw(a), fxFromRaw(magnitude));
      assert.ok(quotient * magnitude <= a * FX_ONE && a * FX_ONE < (quotient + 1n) * magnitude);
    }),
  );
});

test('a sum does not depend on the order', () => {
  fc.assert(
    fc.property(fc.array(anyBigInt), (values) => {
      const fx = values.map(fxFromRaw);
      assert.is(sumFx(fx), sumFx([...fx].reverse()));
    }),
  );
  assert.is(sumFx([]), FX_ZERO);
});

test.run();
