import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { chainUpscale } from './chain-upscale.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

test('weights are scaled as the chain stores them', () => {
  for (const [sent, stored] of [
    [[], []],
    [
      [0, 0],
      [0, 0],
    ],
    [[1], [65_535]],
    [
      [10, 20],
      [32_768, 65_535],
    ],
    [
      [40_000, 3],
      [65_535, 5],
    ],
    [
      [32_769, 1],
      [65_535, 2],
    ],
    [
      [60_000, 30_001],
      [65_535, 32_769],
    ],
    [
      [32_767, 32_766, 16_383, 1, 2],
      [65_535, 65_533, 32_766, 2, 4],
    ],
  ] as const) {
    assert.equal(chainUpscale(sent), stored);
  }
});

test('a vector whose greatest value is 65535 stays as it is, so scaling twice changes nothing', () => {
  const u16 = fc.integer({ min: 0, max: 65_535 });
  fc.assert(
    fc.property(fc.array(u16), (values) => {
      const once = chainUpscale(values);
      assert.equal(chainUpscale(once), once);
      assert.equal(chainUpscale([...values, 65_535]), [...values, 65_535]);
    }),
  );
});

test('the greatest value becomes 65535 and no value is off by a whole unit', () => {
  const u16 = fc.integer({ min: 0, max: 65_535 });
  fc.assert(
    fc.property(fc.array(u16, { minLength: 1 }), (values) => {
      const max = Math.max(...values);
      if (max === 0) return;
      const stored = chainUpscale(values);
      assert.is(Math.max(...stored), 65_535);
      for (const [i, value] of values.entries()) {
        assert.ok(Math.abs((stored[i] ?? -1) - (value * 65_535) / max) < 1);
      }
    }),
  );
});

test.run();
