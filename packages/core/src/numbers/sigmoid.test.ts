import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FX_ONE, fxFromRaw } from './fx.js';
import { formatFx } from './fx-text.js';
import { sigmoidFloor } from './sigmoid.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

const argument = fc.bigInt({ min: -43n * FX_ONE, max: 43n * FX_ONE }).map(fxFromRaw);

test('known values', () => {
  for (const [raw, want] of [
    [0n, '0.5'],
    [1n, '0.5'],
    [-1n, '0.499999999999999999'],
    [4n, '0.5'], // a quarter of 4 less 4^3/48 * 10^-36: just below 0.5 + 10^-18
    [5n, '0.500000000000000001'],
    [FX_ONE, '0.731058578630004879'],
    [-FX_ONE, '0.26894142136999512'],
    [-41_446_531_673_892_822_311n, '0.000000000000000001'],
    [-41_446_531_673_892_822_313n, '0'],
    [42n * FX_ONE, '0.999999999999999999'],
    [10n ** 60n, '0.999999999999999999'],
    [-(10n ** 60n), '0'],
  ] as const) {
    assert.is(formatFx(sigmoidFloor(fxFromRaw(raw))), want, `sigmoid ${raw}`);
  }
});

test('the values of x and -x sum to one, less the floor', () => {
  fc.assert(
    fc.property(argument, (x) => {
      assert.is(sigmoidFloor(x) + sigmoidFloor(fxFromRaw(-x)), x === 0n ? FX_ONE : FX_ONE - 1n);
    }),
  );
});

test('a greater argument never has a lower result', () => {
  fc.assert(
    fc.property(argument, fc.bigInt({ min: 0n, max: 1_000n }), (x, step) => {
      assert.ok(sigmoidFloor(fxFromRaw(x + step)) >= sigmoidFloor(x));
    }),
  );
});

test.run();
