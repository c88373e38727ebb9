import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FX_ONE } from '../numbers/fx.js';
import { formatFx } from '../numbers/fx-text.js';
import { momentsOf, zScore } from './z-score.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

const scores = (values: readonly bigint[], deviation: 'population' | 'sample') =>
  values.map((value) => {
    const z = zScore(momentsOf(values), value, deviation);
    return z === undefined ? undefined : formatFx(z);
  });

test('known scores', () => {
  assert.equal(scores([10n, 20n], 'population'), ['-1', '1']);
  assert.equal(scores([10n, 20n], 'sample'), ['-0.707106781186547524', '0.707106781186547524']);
  assert.equal(scores([1n, 2n, 3n], 'population'), ['-1.224744871391589049', '0', '1.224744871391589049']);
  assert.equal(scores([1n, 2n, 3n], 'sample'), ['-1', '0', '1']);
  // Alice 100, Carl 120, Sam 500: Masa's example, here with all 18 decimals.
  assert.equal(scores([100n, 120n, 500n], 'population'), [
    '-0.760749733802329345',
    '-0.652071200401996581',
    '1.412820934204325927',
  ]);
});

test('without a deviation there is no score', () => {
  for (const values of [[], [5n], [5n, 5n, 5n], [0n, 0n]]) {
    for (const deviation of ['population', 'sample'] as const) {
      assert.is(zScore(momentsOf(values), 5n, deviation), undefined);
    }
  }
});

test('any value has a score among others', () => {
  assert.is(zScore(momentsOf([10n, 20n]), 15n, 'population'), 0n);
  assert.is(zScore(momentsOf([10n, 20n]), 0n, 'population'), -3n * FX_ONE);
  assert.is(zScore(momentsOf([10n, 20n]), 10n ** 18n, 'population'), (10n ** 18n / 5n - 3n) * FX_ONE);
});

const several = fc
  .array(fc.bigInt({ min: 0n, max: 2n ** 60n }), { minLength: 2, maxLength: 40 })
  .filter((values) => new Set(values).size > 1);

test('order, scale and a common offset make no difference', () => {
  fc.assert(
    fc.property(several, fc.bigInt({ min: 1n, max: 10n ** 6n }), fc.bigInt(), (values, factor, offset) => {
      const moved = values.map((value) => value * factor + offset);
      assert.equal(scores(moved, 'population'), scores(values, 'population'));
      assert.equal(scores([...values].reverse(), 'sample').reverse(), scores(values, 'sample'));
    }),
  );
});

test('a greater value never has a lower score, and the squares of all sum to N', () => {
  fc.assert(
    fc.property(several, (values) => {
      const moments = momentsOf(values);
      const ascending = [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
      const all = ascending.map((value) => zScore(moments, value, 'population') ?? 0n);
      for (const [i, z] of all.entries()) assert.ok(i === 0 || z >= (all[i - 1] ?? z));
      let squares = 0n;
      for (const z of all) squares += z * z;
      const missing = BigInt(values.length) * FX_ONE * FX_ONE - squares;
      assert.ok(missing >= 0n && missing <= FX_ONE * BigInt(40 * 40));
    }),
  );
});

test.run();
