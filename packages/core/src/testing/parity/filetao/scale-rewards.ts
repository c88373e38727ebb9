/** One result as the original sees it: seconds and bytes; an undefined time is Python's None. */
export interface OriginalResult {
  readonly seconds: number | undefined;
  readonly bytes: number;
  readonly reward: number;
}

const STEEPNESS = 7;
const SHIFT = 0.3;
const SPAN = 2;

/**
 * FileTAO 3.0.0 storage/validator/reward.py scale_rewards, mistakes included: sorted times meet sizes in the order of requests, and a
 * batch that earned nothing is 0 / 0, which is NaN. Factors are doubles, rewards float32 as in torch; its sum may add in another
 * order, so the last digits of a float32 are not claimed.
 */
export const originalScaleRewards = (results: readonly OriginalResult[]): number[] => {
  const known = results.flatMap(({ seconds }) => (seconds === undefined ? [] : [seconds]));
  const missing = known.length === 0 ? 1 : known.reduce((a, b) => Math.max(a, b));
  const seconds = results.map((result) => result.seconds ?? missing);
  const byTime = [...results.keys()].sort((a, b) => (seconds[a] ?? 0) - (seconds[b] ?? 0) || a - b);
  const units = byTime.map((owner, place) => (seconds[owner] ?? 0) / Math.log1p(results[place]?.bytes ?? 0));
  const span = SPAN * units.reduce((a, b) => Math.max(a, b), 0);
  const mean = units.reduce((a, b) => a + b, 0) / units.length;
  const weighed: number[] = results.map(() => 0);
  byTime.forEach((owner, place) => {
    const factor = 1 / (1 + Math.exp((STEEPNESS / span) * ((units[place] ?? 0) - mean - SHIFT * span)));
    weighed[owner] = Math.fround(Math.fround(results[owner]?.reward ?? 0) * Math.fround(factor));
  });
  const sum = (values: readonly number[]): number => values.reduce((a, b) => Math.fround(a + b), 0);
  const scale = Math.fround(sum(results.map(({ reward }) => Math.fround(reward))) / sum(weighed));
  return weighed.map((value) => Math.fround(value * scale));
};

/** apply_reward_scores: alpha * x + (1 - alpha) * score in float32. NaN stays NaN for ever. */
export const originalMovingAverage = (alpha: number, value: number, score: number): number =>
  Math.fround(
    Math.fround(Math.fround(alpha) * Math.fround(value)) + Math.fround(Math.fround(1 - alpha) * Math.fround(score)),
  );
