import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fxFromPpm, fxFromRaw } from '../numbers/fx.js';
import { emitSdkWeights, quantiseSdk } from './sdk-emit.js';

test('the greatest weight is 65535, ties go to even, zeros are dropped', () => {
  assert.equal(emitSdkWeights([5, 9, 11], [0.5, 0.5, 0.25]), { uids: [5, 9, 11], values: [65_535, 65_535, 32_768] });
  assert.equal(emitSdkWeights([0, 1, 2], [2, 1, 0]), { uids: [0, 1], values: [65_535, 32_768] });
  assert.equal(emitSdkWeights([0, 1], [131_070, 1]), { uids: [0], values: [65_535] });
  assert.equal(emitSdkWeights([1, 0], [3, 10]), { uids: [1, 0], values: [19_660, 65_535] });
});

test('all zero emits nothing', () => {
  assert.equal(emitSdkWeights([0, 1], [0, 0]), { uids: [], values: [] });
});

test('what makes the SDK raise throws here', () => {
  assert.throws(() => emitSdkWeights([], []), /at least one weight/);
  assert.throws(() => emitSdkWeights([0, 1], [-1, 1]), /weights >= 0/);
  assert.throws(() => emitSdkWeights([-1, 1], [1, 1]), /uids >= 0/);
  assert.throws(() => emitSdkWeights([0], [1, 1]), /as many uids as weights, got 1 and 2/);
});

test('sdk-v1 reads shares as the nearest doubles and sends uids ascending', () => {
  const shares = [
    { uid: 12, share: fxFromPpm(100_000) },
    { uid: 10, share: fxFromPpm(550_000) },
    { uid: 13, share: fxFromRaw(1n) },
    { uid: 11, share: fxFromPpm(300_000) },
  ];
  assert.equal(quantiseSdk(shares), { uids: [10, 11, 12], values: [65_535, 35_746, 11_915] });
});

test('an exact half stays a half in doubles, where float32 would tip it', () => {
  const shares = [fxFromPpm(1_000_000), fxFromPpm(300_000)].map((share, uid) => ({ uid, share }));
  assert.equal(quantiseSdk(shares).values, [65_535, 19_660]);
  assert.equal(emitSdkWeights([0, 1], [1, Math.fround(0.3)]).values, [65_535, 19_661]);
});

test.run();
