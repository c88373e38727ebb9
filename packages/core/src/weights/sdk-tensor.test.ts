import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readSdkWeights } from './sdk-tensor.js';

test('values on the chain become shares of one in float32', () => {
  assert.equal(readSdkWeights(4, [1, 3], [65_535, 32_768]), [0, 0.6666632890701294, 0, 0.3333367109298706]);
  assert.equal(readSdkWeights(3, [], []), [0, 0, 0]);
});

test('of a uid given twice the last value counts', () => {
  assert.equal(readSdkWeights(3, [0, 0], [10, 20]), [1, 0, 0]);
});

test('a uid beyond the subnet throws', () => {
  assert.throws(() => readSdkWeights(2, [2], [1]), /expected a uid below 2, got 2/);
});

test.run();
