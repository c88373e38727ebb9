import assert from 'node:assert/strict';
import { judgeAttempts } from '../../packages/core/dist/mechanisms/storage-tiers/attempt.js';
import { curveOf, scaleBySpeed, speedFactors } from '../../packages/core/dist/mechanisms/storage-tiers/speed.js';
import { emaFloor } from '../../packages/core/dist/primitives/ema.js';
import {
  originalMovingAverage,
  originalScaleRewards,
} from '../../packages/core/dist/testing/parity/filetao/scale-rewards.js';
import { assertNear, differs, fxOf } from './check.mjs';
import { assertClose32, assertDoubleClose32, float32Fx, slackOf } from './filetao-close.mjs';
import { code } from './filetao-rules.mjs';

/** Vectors of FileTAO's speed scaling and of its moving average. */

/** Factors of times that are already divided by their sizes; the width of the curve comes with the case. */
const normaliseCase = (item) => ({
  name: `${item.version}: ${item.times.join(', ')}`,
  check: () => {
    const units = item.times.map(fxOf);
    const max = units.reduce((a, b) => (b > a ? b : a));
    const speed = { ...code.speed, spanppm: Number((fxOf(item.max_time_arg) * 1_000_000n + max / 2n) / max) };
    const curve = curveOf(speed, units);
    assertNear(curve.mean, item.mean, 'mean');
    const factors = speedFactors(speed, curve, units);
    for (const [i, value] of item.normalized.entries()) assertNear(factors[i], value, `factor ${i + 1}`);
  },
});

export const sigmoidNormalize = ({ cases }) => cases.map(normaliseCase);

// Only ratios of times matter, so seconds may become any integer unit: nanoseconds keep all digits.
const NANO = 1e9;
const LONG = 1e15;

/** Times in the order of requests, as the rules see them: a missing one is filled in. */
const latencies = (seconds) => {
  const answers = seconds.map((time) =>
    time === null ? { outcome: 'timeout', latencyMs: 1 } : { outcome: 'passed', latencyMs: Math.round(time * NANO) },
  );
  return judgeAttempts(code, LONG, answers).map(({ latencyMs }) => latencyMs);
};

/** One size for the whole batch stands for each of it. */
const sizesOf = ({ data_sizes: sizes, process_times: times }) =>
  sizes.length === 1 ? times.map(() => sizes[0]) : sizes;

const ofNothing = (rewards) => rewards.length > 0 && rewards.every((reward) => reward === 0);
const DIVIDED = 'a batch that earned nothing is 0 / 0 in the original, and NaN stays in a score; here it stays 0';

/** Our scaled rewards and the original's own arithmetic, for one batch. */
const scaled = (item, rewards) => {
  const sizes = sizesOf(item);
  const times = latencies(item.process_times);
  const results = rewards.map((_, i) => ({ latencyMs: times[i], bytes: sizes[i] }));
  const given = rewards.map(float32Fx);
  const ours = scaleBySpeed(code.speed, results, given);
  const original = originalScaleRewards(
    rewards.map((reward, i) => ({ seconds: item.process_times[i] ?? undefined, bytes: sizes[i], reward })),
  );
  return { ours, original, given, slack: slackOf(given, ours) };
};

const scaleCase = (item, at) => ({
  name: `${at + 1}: ${item.uids.length} results`,
  check: () => {
    const { ours, original, given, slack } = scaled(item, item.rewards_f32_in);
    assert.equal(ours.rewards.length, item.scaled.length);
    for (const [i, value] of item.scaled.entries()) {
      assertDoubleClose32(original[i], value, `original ${i + 1}`, slack[i]);
    }
    if (item.nan) {
      assert.ok(ofNothing(item.rewards_f32_in));
      assert.deepEqual(ours.rewards, given);
      return differs(DIVIDED);
    }
    for (const [i, value] of item.scaled.entries()) assertClose32(ours.rewards[i], value, `scaled ${i + 1}`, slack[i]);
    return undefined;
  },
});

export const scaleRewards = ({ cases }) => cases.map(scaleCase);

/** Scores after one batch: ours as Fx, the original's as float32. */
const step = (item, scores, floats) => {
  const alpha = item.alpha ?? 0.05;
  const alphappm = Number(fxOf(alpha) / 1_000_000_000_000n);
  const { ours, original, slack } = scaled(item, item.rewards);
  const at = new Map(item.uids.map((uid, i) => [uid, i]));
  return {
    slack: (uid) => (at.has(uid) ? slack[at.get(uid)] : 0n),
    scores: scores.map((score, uid) => (at.has(uid) ? emaFloor(alphappm, ours.rewards[at.get(uid)], score) : score)),
    floats: floats.map((score, uid) =>
      originalMovingAverage(alpha, at.has(uid) ? original[at.get(uid)] : score, score),
    ),
  };
};

const averageCase = (item, at) => ({
  name: `${at + 1}: ${item.repeat ?? 1} batches of ${item.uids.length}`,
  check: () => {
    const expected = item.trajectory ?? [item.scores_after];
    let scores = item.scores_before_f32.map(fxOf);
    let floats = item.scores_before_f32;
    assert.equal(expected.length, item.repeat ?? 1);
    for (const [round, values] of expected.entries()) {
      const next = step(item, scores, floats);
      ({ scores, floats } = next);
      for (const [uid, value] of values.entries()) {
        assertDoubleClose32(floats[uid], value, `original, round ${round + 1}, uid ${uid}`, next.slack(uid));
        if (value !== null) assertClose32(scores[uid], value, `round ${round + 1}, uid ${uid}`, next.slack(uid));
      }
    }
    if (expected.flat().every((value) => value !== null)) return undefined;
    assert.ok(ofNothing(item.rewards));
    return differs(DIVIDED);
  },
});

export const movingAverage = ({ cases }) => cases.map(averageCase);
