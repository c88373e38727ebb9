import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { originalMovingAverage, originalScaleRewards } from './scale-rewards.js';
import { originalRawWeights, originalWeights } from './set-weights.js';

const result = (seconds: number | undefined, reward: number) => ({ seconds, bytes: 1_000, reward });
const near = (actual: number | undefined, expected: number): boolean => Math.abs((actual ?? 0) - expected) < 1e-6;

test('a batch that earned nothing is NaN, and NaN stays in a score for ever', () => {
  const [scaled = 0] = originalScaleRewards([result(1, 0), result(2, 0)]);
  assert.ok(Number.isNaN(scaled));
  const once = originalMovingAverage(0.05, scaled, 0.5);
  assert.ok(Number.isNaN(originalMovingAverage(0.05, 0.72, once)));
});

test('a missing time is the greatest other one, or a second', () => {
  const [a, b] = originalScaleRewards([result(undefined, 1), result(2, 1)]);
  assert.ok(near(a, 1) && near(b, 1));
  const [c, d] = originalScaleRewards([result(undefined, 1), result(undefined, 1)]);
  assert.ok(near(c, 1) && near(d, 1));
});

test('one score below zero pays whoever has nothing', () => {
  const [negative, nothing, good] = originalRawWeights([-0.1, 0, 0.3]);
  assert.is(negative, 0);
  assert.ok(near(nothing, 0.2) && near(good, 0.8));
});

test('when nobody has a positive score everybody is paid alike', () => {
  const { sent } = originalWeights([-0.01, Number.NaN, 0], { minAllowedWeights: 1, maxWeightLimit: 1 });
  assert.equal(sent.values.length, 1, 'who has 0 is raised above the lowest');
  const { sent: alike } = originalWeights([-0.01, -0.02], { minAllowedWeights: 1, maxWeightLimit: 1 });
  assert.equal(alike.values, [65_535, 65_535]);
});

test.run();
