import { type Step, step } from '../../mechanism/explanation.js';
import { FX_ZERO, type Fx, fxFromPpm } from '../../numbers/fx.js';
import { formatFx } from '../../numbers/fx-text.js';
import { type Params, tierAt } from './params.js';
import { factorPpm } from './reward.js';
import type { MissSeen, TaskSeen } from './witness.js';

const emaText = (params: Params, value: Fx, before: Fx, after: Fx): string => {
  const alpha = params.emaAlphappm;
  return `score = floor((${alpha} * ${formatFx(value)} + ${1_000_000 - alpha} * ${formatFx(before)}) / 10^6) = ${formatFx(after)}`;
};

const rewardText = (params: Params, seen: TaskSeen, reward: Fx): string => {
  const { passed, tier: row } = attemptOf(seen);
  const tier = tierAt(params, row);
  const factor = isBoosted(seen)
    ? `floor(${tier.factorppm} * ${tier.boostppm} / 10^6) = ${factorPpm(tier, true)}`
    : `${tier.factorppm}`;
  if (passed) return `reward = factor of ${tier.name} ${factor} ppm = ${formatFx(reward)}`;
  const { ppm, timesFactor } = params.penalties[seen.task];
  return `reward = ${ppm} ppm${timesFactor ? ` * factor of ${tier.name} ${factor} ppm` : ''} = ${formatFx(reward)}`;
};

const attemptOf = ({ scored, at, batch }: TaskSeen) => {
  const attempt = scored.attempts[at];
  if (attempt === undefined) throw new Error(`explain: batch ${batch} has no result ${at}`);
  return attempt;
};

const isBoosted = (seen: TaskSeen): boolean => seen.scored.boosted.includes(attemptOf(seen));

const speedText = ({ speed }: Params, seen: TaskSeen, reward: Fx, value: Fx): string => {
  const { scored, at } = seen;
  const { by } = scored.scaled;
  const place = by?.members.indexOf(at) ?? -1;
  if (by === undefined || place < 0) return 'not scaled by speed';
  const { mean, shift, span } = by.curve;
  const [unit, factor] = [by.units[place] ?? FX_ZERO, by.factors[place] ?? FX_ZERO];
  const { latencyMs, bytes } = attemptOf(seen);
  // In the original a time meets the size of another result.
  const size = speed.zipSizes ? 'ln(1 + bytes)' : `ln(1 + ${bytes})`;
  const x = `x = ${speed.steepness} * (t - mean ${formatFx(mean)} - shift ${formatFx(shift)}) / span ${formatFx(span)}`;
  const sums = `sum of rewards ${formatFx(by.total)} / sum of rewards * g ${formatFx(by.weighed)}`;
  return [
    `t = ${latencyMs} / ${size} = ${formatFx(unit)}`,
    x,
    `g = 1 / (1 + e^x) = ${formatFx(factor)}`,
    `scaled = floor(floor(${formatFx(reward)} * g) * ${sums}) = ${formatFx(value)}`,
  ].join(' ; ');
};

/** One batch: what the miner did, what it earned, what speed made of it, and what became of its score. */
export const taskStep = (params: Params, seen: TaskSeen): Step => {
  const { line, batch, task, cutoffMs, scored, at, before, after } = seen;
  const { passed, latencyMs } = attemptOf(seen);
  const reward = scored.rewards[at] ?? FX_ZERO;
  const value = scored.scaled.rewards[at] ?? FX_ZERO;
  const place = isBoosted(seen) ? ', among the fastest' : '';
  const says = `batch ${batch}: ${task} ${passed ? 'passed' : 'failed'} in ${latencyMs} ms of ${cutoffMs}${place}`;
  const formula = [
    rewardText(params, seen, reward),
    speedText(params, seen, reward, value),
    emaText(params, value, before, after),
  ];
  return step(says, [line], formula.join(' ; '));
};

/** One missed ping. */
export const missStep = (params: Params, { line, before, after }: MissSeen): Step => {
  const { missesAllowed, penaltyppm } = params.monitor;
  const missed = before.missed + 1;
  if (missed <= missesAllowed) return step(`ping missed: ${missed} of ${missesAllowed} allowed`, [line]);
  const formula = emaText(params, fxFromPpm(penaltyppm), before.score, after.score);
  return step(`ping missed: ${missed}, more than ${missesAllowed}: penalty, and counting starts anew`, [line], formula);
};
