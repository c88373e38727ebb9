import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fxFromInt, fxFromPpm } from '../numbers/fx.js';
import { toFloat32 } from './sdk-float.js';
import { normaliseSdkMaxWeight } from './sdk-normalise.js';
import { processSdkWeights, quantiseSdkFull, type SdkLimits } from './sdk-process.js';

// The numbers were printed by bittensor/utils/weight_utils.py of SDK 10.2.0 on numpy 2.4.6.
const limits = (changed: Partial<SdkLimits>): SdkLimits => ({
  numNeurons: 4,
  minAllowedWeights: 1,
  maxWeightLimit: 1,
  excludeQuantile: 0,
  ...changed,
});

test('weights within the limit only sum to one, in float32', () => {
  assert.equal(processSdkWeights([0, 1, 2, 3], [1, 2, 3, 4], limits({})), {
    uids: [0, 1, 2, 3],
    weights: [0.10000000149011612, 0.20000000298023224, 0.30000001192092896, 0.4000000059604645],
  });
});

test('the greatest weights are cut to just below the limit', () => {
  assert.equal(
    normaliseSdkMaxWeight([1, 2, 3, 4], 0.3, toFloat32),
    [0.13333341479301453, 0.26666682958602905, 0.299999862909317, 0.299999862909317],
  );
});

test('a limit that cannot hold makes everyone equal', () => {
  assert.equal(normaliseSdkMaxWeight([5], 0.5, toFloat32), [1]);
  assert.equal(normaliseSdkMaxWeight([9, 1], 0.5, toFloat32), [0.5, 0.5]);
  assert.equal(normaliseSdkMaxWeight([0, 0], 1, toFloat32), [0.5, 0.5]);
});

test('the lowest quantile is dropped, but never below the least number of weights', () => {
  const kept = (changed: Partial<SdkLimits>) => processSdkWeights([0, 1, 2, 3], [1, 2, 3, 4], limits(changed)).uids;
  assert.equal(kept({ minAllowedWeights: 3, excludeQuantile: 32_768 }), [1, 2, 3]);
  assert.equal(kept({ excludeQuantile: 65_535 }), [3]);
  assert.equal(kept({ minAllowedWeights: 4, excludeQuantile: 65_535 }), [0, 1, 2, 3]);
});

test('without a positive weight, or with too few neurons, everyone is paid alike', () => {
  const everyone = { uids: [0, 1, 2, 3], weights: [0.25, 0.25, 0.25, 0.25] };
  assert.equal(processSdkWeights([0, 1], [0, 0], limits({})), everyone);
  assert.equal(processSdkWeights([], [], limits({})), everyone);
  assert.equal(processSdkWeights([0, 1, 2, 3], [1, 2, 3, 4], limits({ minAllowedWeights: 8 })), everyone);
});

test('too few weights are padded at their positions, which pays the wrong miners', () => {
  assert.equal(processSdkWeights([3, 5], [1, 2], limits({ numNeurons: 6, minAllowedWeights: 4 })), {
    uids: [0, 1, 2, 3, 4, 5],
    weights: [
      0.3333300000666653, 0.6666566668666626, 0.000003333266667999973, 0.000003333266667999973, 0.000003333266667999973,
      0.000003333266667999973,
    ],
  });
});

test('a weight to pad beyond the last neuron throws, where the SDK raises IndexError', () => {
  const tooFew = limits({ numNeurons: 2, minAllowedWeights: 2 });
  assert.throws(() => processSdkWeights([0, 1, 2], [0, 0, 1], tooFew), /position 2 is beyond 2 neurons/);
});

test('sdk-full-v1 processes, then emits', () => {
  const shares = [fxFromInt(0), fxFromInt(0), fxFromPpm(1_000_000), fxFromInt(0)].map((share, uid) => ({ uid, share }));
  assert.equal(quantiseSdkFull(shares, limits({})), { uids: [2], values: [65_535] });
  const capped = quantiseSdkFull(shares, limits({ minAllowedWeights: 2, maxWeightLimit: 1 / 2 }));
  assert.equal(capped, { uids: [0, 1, 2, 3], values: [21_992, 21_992, 65_535, 21_992] });
});

test.run();
