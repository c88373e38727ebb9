import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FX_ONE, fxFromRaw, sumFx } from '../numbers/fx.js';
import { normaliseShares } from './shares.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

test('shares from a table', () => {
  const third = 333_333_333_333_333_333n;
  for (const [scores, want] of [
    [[], []],
    [
      [0n, 0n],
      [0n, 0n],
    ],
    [
      [-5n, 0n],
      [0n, 0n],
    ],
    [[7n], [FX_ONE]],
    [
      [1n, 1n, 1n],
      [third, third, third],
    ],
    [
      [3n, -100n, 1n],
      [(FX_ONE * 3n) / 4n, 0n, FX_ONE / 4n],
    ],
  ] as const) {
    assert.equal(normaliseShares(scores.map(fxFromRaw)), want);
  }
});

test('shares sum to at most one, and less than one unit is lost for each', () => {
  const scores = fc.array(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 24n }).map(fxFromRaw));
  fc.assert(
    fc.property(scores, (drawn) => {
      const burn = FX_ONE - sumFx(normaliseShares(drawn));
      if (drawn.some((score) => score > 0n)) assert.ok(burn >= 0n && burn < BigInt(drawn.length));
      else assert.is(burn, FX_ONE as bigint);
    }),
  );
});

test.run();
