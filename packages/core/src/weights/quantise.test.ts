import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fxFromPpm } from '../numbers/fx.js';
import { quantiseWeights } from './quantise.js';

const shares = [1_000_000, 500_000, 1, 0].map((ppm, uid) => ({ uid, share: fxFromPpm(ppm) }));

test('one set of shares in the three profiles', () => {
  const limits = { numNeurons: 4, minAllowedWeights: 4, maxWeightLimit: 1, excludeQuantile: 0 };
  assert.equal(quantiseWeights({ name: 'exact-v1' }, shares), { uids: [0, 1, 2, 3], values: [65_535, 32_768, 1, 0] });
  assert.equal(quantiseWeights({ name: 'sdk-v1' }, shares), { uids: [0, 1], values: [65_535, 32_768] });
  assert.equal(quantiseWeights({ name: 'sdk-full-v1', limits }, shares), {
    uids: [0, 1, 2, 3],
    values: [65_535, 32_768, 1, 1],
  });
});

test.run();
