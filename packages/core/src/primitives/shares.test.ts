import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FX_ONE, fxFromInt, fxFromPpm, fxFromRaw } from '../numbers/fx.js';
import { burnOf, normaliseShares } from './shares.js';

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

test('what is not paid burns', () => {
  assert.is(burnOf([]), FX_ONE);
  assert.is(burnOf([550_000, 300_000, 100_000].map(fxFromPpm)), fxFromPpm(50_000));
  assert.is(burnOf(normaliseShares([1, 1, 1].map(fxFromInt))), 1n);
  assert.throws(() => burnOf([FX_ONE, fxFromRaw(1n)]), RangeError);
  assert.throws(() => burnOf([fxFromRaw(-1n)]), RangeError);
});

test('shares and burn sum to one, and less than one unit is lost for each', () => {
  const scores = fc.array(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 24n }).map(fxFromRaw));
  fc.assert(
    fc.property(scores, (drawn) => {
      const shares = normaliseShares(drawn);
      const burn = burnOf(shares);
      if (drawn.some((score) => score > 0n)) assert.ok(burn < BigInt(drawn.length));
      else assert.is(burn, FX_ONE);
    }),
  );
});

test.run();
