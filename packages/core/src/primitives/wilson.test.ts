import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FX_ONE, fxFromRaw } from '../numbers/fx.js';
import { formatFx, roundFx } from '../numbers/fx-text.js';
import { wilsonCentre, wilsonCentreAtLeast, wilsonLower, wilsonLowerAtLeast } from './wilson.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

const MEDIAN = [6_744_897_501_960_817n, 10_000_000_000_000_000n] as const; // z = 0.6744897501960817
const NINETY_FIVE = [196n, 100n] as const; // z = 1.96

test('the centre is what the FileTAO README prints', () => {
  assert.is(roundFx(wilsonCentre(8, 9, ...MEDIAN), 16), '0.8701769999681506');
  assert.is(roundFx(wilsonCentre(4, 5, ...MEDIAN), 2), '0.77');
  assert.is(formatFx(wilsonCentre(0, 0, ...MEDIAN)), '0.5');
});

test('the lower bound of textbook cases at z = 1.96', () => {
  assert.is(roundFx(wilsonLower(10, 10, ...NINETY_FIVE), 12), '0.722459831233');
  assert.is(roundFx(wilsonLower(1, 10, ...NINETY_FIVE), 12), '0.017875749516');
  assert.is(roundFx(wilsonLower(1_900, 2_000, ...NINETY_FIVE), 12), '0.939555682271');
  assert.is(wilsonLower(0, 10, ...NINETY_FIVE), 0n);
  assert.is(wilsonLower(0, 0, ...NINETY_FIVE), 0n);
});

test('thresholds are met exactly, not nearly', () => {
  // 4 of 4 at z = 1: the lower bound is (4 + 1/2 - 1/2) / (4 + 1) = 0.8 and the centre (4 + 1/2) / (4 + 1) = 0.9.
  assert.ok(wilsonLowerAtLeast(4, 4, 1n, 1n, 800_000));
  assert.not(wilsonLowerAtLeast(4, 4, 1n, 1n, 800_001));
  assert.is(wilsonLower(4, 4, 1n, 1n), fxFromRaw((FX_ONE * 4n) / 5n));
  assert.ok(wilsonCentreAtLeast(4, 4, 1n, 1n, 900_000));
  assert.not(wilsonCentreAtLeast(4, 4, 1n, 1n, 900_001));
});

test('without a try the lower bound is 0 and the centre 1/2', () => {
  assert.ok(wilsonLowerAtLeast(0, 0, ...NINETY_FIVE, 0));
  assert.not(wilsonLowerAtLeast(0, 0, ...NINETY_FIVE, 1));
  assert.ok(wilsonCentreAtLeast(0, 0, ...NINETY_FIVE, 500_000));
  assert.not(wilsonCentreAtLeast(0, 0, ...NINETY_FIVE, 500_001));
});

test('impossible counts and z are programming errors', () => {
  for (const [s, n] of [
    [2, 1],
    [-1, 1],
    [0.5, 1],
    [Number.NaN, 1],
    [1, Number.POSITIVE_INFINITY],
  ] as const) {
    assert.throws(() => wilsonLower(s, n, 1n, 1n), /0 <= successes <= tries/);
    assert.throws(() => wilsonCentreAtLeast(s, n, 1n, 1n, 0), /0 <= successes <= tries/);
  }
  assert.throws(() => wilsonLower(1, 1, 0n, 1n), /z > 0/);
  assert.throws(() => wilsonLower(1, 1, 1n, 0n), /z > 0/);
});

const counts = fc
  .integer({ min: 0, max: 1_000_000 })
  .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
const z = fc.tuple(fc.bigInt({ min: 1n, max: 10n ** 17n }), fc.bigInt({ min: 1n, max: 10n ** 17n }));
const ppm = fc.integer({ min: -1, max: 1_000_001 });

test('a threshold is met exactly when the displayed floor, as an exact number, says so', () => {
  fc.assert(
    fc.property(counts, z, ppm, ([s, n], [zNum, zDen], threshold) => {
      const scaled = BigInt(threshold) * 1_000_000_000_000n;
      assert.is(wilsonLowerAtLeast(s, n, zNum, zDen, threshold), wilsonLower(s, n, zNum, zDen) >= scaled);
      assert.is(wilsonCentreAtLeast(s, n, zNum, zDen, threshold), wilsonCentre(s, n, zNum, zDen) >= scaled);
    }),
    { numRuns: 1_000 },
  );
});

test('the lower bound solves its defining equation to the last digit', () => {
  // p is not above the bound iff (s - n*p)^2 >= z^2 * n * p * (1 - p) with p <= s/n and p < 1: the score interval, without any root.
  fc.assert(
    fc.property(counts, z, ([s, n], [a, b]) => {
      if (n === 0) return;
      const notAbove = (p: bigint): boolean => {
        const gap = BigInt(s) * FX_ONE - BigInt(n) * p;
        return p < FX_ONE && gap >= 0n && gap * gap * b * b >= a * a * BigInt(n) * p * (FX_ONE - p);
      };
      const lower = wilsonLower(s, n, a, b);
      assert.ok(notAbove(lower), 'the floor is not above the bound');
      assert.not(notAbove(lower + 1n), 'the next number is above the bound');
    }),
    { numRuns: 1_000 },
  );
});

test('the lower bound is in 0..1, below the centre, and grows with each success', () => {
  fc.assert(
    fc.property(counts, ([s, n]) => {
      const lower = wilsonLower(s, n, ...NINETY_FIVE);
      assert.ok(lower >= 0n && lower < FX_ONE && lower < wilsonCentre(s, n, ...NINETY_FIVE));
      if (s < n) assert.ok(wilsonLower(s + 1, n, ...NINETY_FIVE) > lower);
    }),
  );
});

test.run();
