import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FX_ONE, fxFromRaw } from './fx.js';
import { formatFx } from './fx-text.js';
import { normalCdfFloor } from './normal-cdf.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

const argument = fc.bigInt({ min: -10n * FX_ONE, max: 10n * FX_ONE }).map(fxFromRaw);

test('known values', () => {
  for (const [raw, want] of [
    [0n, '0.5'],
    [1n, '0.5'],
    [3n, '0.500000000000000001'],
    [FX_ONE, '0.841344746068542948'],
    [-FX_ONE, '0.158655253931457051'],
    [-2n * FX_ONE, '0.022750131948179207'],
    [1_959_963_984_540_054_235n, '0.974999999999999999'],
    [-5n * FX_ONE, '0.000000286651571879'],
    [-8n * FX_ONE, '0.000000000000000622'],
    [-9n * FX_ONE, '0'],
    [9n * FX_ONE, '0.999999999999999999'],
    [10n ** 60n, '0.999999999999999999'],
    [-(10n ** 60n), '0'],
  ] as const) {
    assert.is(formatFx(normalCdfFloor(fxFromRaw(raw))), want, `Phi ${raw}`);
  }
});

test('the values of z and -z sum to one, less the floor', () => {
  fc.assert(
    fc.property(argument, (z) => {
      assert.is(normalCdfFloor(z) + normalCdfFloor(fxFromRaw(-z)), z === 0n ? FX_ONE : FX_ONE - 1n);
    }),
  );
});

test('a greater argument never has a lower result', () => {
  fc.assert(
    fc.property(argument, fc.bigInt({ min: 0n, max: 1_000n }), (z, step) => {
      assert.ok(normalCdfFloor(fxFromRaw(z + step)) >= normalCdfFloor(z));
    }),
  );
});

test('Phi is steepest at zero: no step is greater than 0.3989422805 of the argument, and one for the floors', () => {
  fc.assert(
    fc.property(argument, fc.bigInt({ min: 0n, max: FX_ONE }), (z, step) => {
      const rise = normalCdfFloor(fxFromRaw(z + step)) - normalCdfFloor(z);
      assert.ok(rise <= (step * 3_989_422_805n) / 10_000_000_000n + 2n);
    }),
  );
});

test.run();
