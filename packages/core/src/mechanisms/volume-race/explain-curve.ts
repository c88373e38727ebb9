import { type Step, step } from '../../mechanism/explanation.js';
import { FX_ZERO, type Fx } from '../../numbers/fx.js';
import { formatFx } from '../../numbers/fx-text.js';
import { normalCdfFloor } from '../../numbers/normal-cdf.js';
import { type Moments, momentsOf, zScore } from '../../primitives/z-score.js';
import type { Outcome } from './close.js';
import type { NormalCurve, Params } from './params.js';
import type { Scored } from './scores.js';

const normalText = (curve: NormalCurve, moments: Moments, volume: bigint, x: Fx): string => {
  const { count, sum, squares } = moments;
  const about = `N = ${count} volumes, sum T = ${sum}, sum of squares Q = ${squares}`;
  const z = zScore(moments, volume, curve.sd);
  if (count === 1n) return `${about} ; the only one: 1`;
  if (z === undefined) return `${about} ; all are equal: ${formatFx(x)} for each`;
  const spread = curve.sd === 'sample' ? '(N * Q - T^2) * N / (N - 1)' : 'N * Q - T^2';
  const p = normalCdfFloor(z);
  const zText = `d = N * ${volume} - T = ${count * volume - sum} ; z = d / sqrt(${spread}) = ${formatFx(z)} ; p = Phi(z) = ${formatFx(p)}`;
  const ofZero = normalCdfFloor(zScore(moments, 0n, curve.sd) ?? FX_ZERO);
  const anchored = ` ; p0 = Phi(z of 0) = ${formatFx(ofZero)} ; x = max(0, (p - p0) / (1 - p0)) = ${formatFx(x)}`;
  return `${about} ; ${zText}${curve.anchorAtZero ? anchored : ' = x'}`;
};

const curveText = ({ curve }: Params, moments: Moments, volume: bigint, x: Fx): string => {
  switch (curve.kind) {
    case 'normalCdf':
      return normalText(curve, moments, volume, x);
    case 'linear':
      return `x = volume = ${formatFx(x)}`;
    case 'power':
      return `x = ${volume}^${curve.exponent} = ${formatFx(x)}`;
    default:
      return curve satisfies never;
  }
};

const NAMES = { normalCdf: 'normal distribution', linear: 'volume itself', power: 'power of the volume' } as const;

/** How a volume became x, or why it did not (rule 5). */
export const curveStep = ({ draft: { params }, scored }: Outcome, { x, volume }: Scored): Step => {
  const { curve, dustppm } = params;
  if (x !== undefined) {
    const taking = [...scored.values()].filter((other) => other.x !== undefined);
    const moments = momentsOf(taking.map((other) => BigInt(other.volume ?? 0)));
    const text = curveText(params, moments, BigInt(volume ?? 0), x);
    return step(`x = ${formatFx(x)} by the curve: ${NAMES[curve.kind]}`, [], text);
  }
  if (volume === undefined) return step('not in the curve: no answer counted in the window');
  if (volume === 0) return step('not in the curve: nothing new in the window');
  const most = [...scored.values()].reduce((max, other) => Math.max(max, other.volume ?? 0), 0);
  // A volume times 10^6 may pass 2^53.
  const [own, limit] = [BigInt(volume) * 1_000_000n, BigInt(dustppm) * BigInt(most)];
  const dust = `${volume} * 10^6 = ${own} ; less than ${dustppm} ppm of ${most} * 10^6 = ${limit}`;
  return step('not in the curve: dust beside the greatest volume', [], dust);
};
