import { FX_ONE, FX_ZERO, type Fx, floorDiv, fxFromRaw, mulFloor } from '../../numbers/fx.js';
import { sigmoidFloor } from '../../numbers/sigmoid.js';
import type { Params } from './params.js';
import { sizeLog } from './size-log.js';

type Speed = Params['speed'];

/** One result as speed sees it. */
export interface Timed {
  readonly latencyMs: number;
  readonly bytes: number;
}

/** The curve of a batch: where it stands and how wide it is (Fx of milliseconds per ln byte). */
export interface Curve {
  readonly mean: Fx;
  readonly span: Fx;
  readonly shift: Fx;
}

/** How a batch was scaled. */
export interface Scaling {
  readonly curve: Curve;
  /** Places in the batch of who is scaled, and for each its time per size and its factor. */
  readonly members: readonly number[];
  readonly units: readonly Fx[];
  readonly factors: readonly Fx[];
  /** Sums over them: of the rewards, and of rewards times factors. */
  readonly total: Fx;
  readonly weighed: Fx;
}

/** What speed made of a batch. */
export interface Scaled {
  /** By result, in the order given. */
  readonly rewards: readonly Fx[];
  /** Undefined when nothing was scaled. */
  readonly by: Scaling | undefined;
}

const MILLION = 1_000_000n;
const FX_SQUARE = FX_ONE * FX_ONE;

/** Time per size: floor(latencyMs / ln(1 + bytes)) as Fx. */
export const unitTime = (latencyMs: number, bytes: number): Fx =>
  fxFromRaw((BigInt(latencyMs) * FX_SQUARE) / sizeLog(bytes));

/** The curve over times per size, at least one and all positive. */
export const curveOf = ({ spanppm, shiftppm }: Speed, units: readonly Fx[]): Curve => {
  let max = 0n;
  let sum = 0n;
  for (const unit of units) {
    if (unit > max) max = unit;
    sum += unit;
  }
  const span = (BigInt(spanppm) * max) / MILLION;
  return {
    mean: fxFromRaw(sum / BigInt(units.length)),
    span: fxFromRaw(span),
    shift: fxFromRaw((BigInt(shiftppm) * span) / MILLION),
  };
};

/** g = sigmoid(-x) with x = floor(steepness * (unit - mean - shift) / span), by unit: near 1 for the fast, near 0 for the slow. */
export const speedFactors = ({ steepness }: Speed, { mean, span, shift }: Curve, units: readonly Fx[]): Fx[] => {
  const slope = BigInt(steepness) * FX_ONE;
  const middle = mean + shift;
  return units.map((unit) => sigmoidFloor(fxFromRaw(-floorDiv(slope * (unit - middle), span))));
};

const latencyAt = (results: readonly Timed[], at: number): number => results[at]?.latencyMs ?? 0;

/** Times per size of the members. In the original the j-th time meets the size of the j-th result: `zipSizes`. */
const unitsOf = ({ zipSizes }: Speed, results: readonly Timed[], members: readonly number[]): Fx[] => {
  const bytesAt = (at: number): number => results[at]?.bytes ?? 1;
  if (!zipSizes) return members.map((at) => unitTime(latencyAt(results, at), bytesAt(at)));
  const byTime = [...members].sort((a, b) => latencyAt(results, a) - latencyAt(results, b) || a - b);
  const sizeOf = new Map(byTime.map((owner, place) => [owner, bytesAt(members[place] ?? owner)]));
  return members.map((at) => unitTime(latencyAt(results, at), sizeOf.get(at) ?? 1));
};

/**
 * Rule 3: speed moves reward from the slow to the fast of a batch and keeps its total, up to the floors. Who has no positive
 * reward stays as it is (`of` all: everybody is scaled); with fewer than two to compare nothing changes.
 */
export const scaleBySpeed = (speed: Speed, results: readonly Timed[], rewards: readonly Fx[]): Scaled => {
  const members: number[] = [];
  for (const [at, reward] of rewards.entries()) if (speed.of === 'all' || reward > 0n) members.push(at);
  if (members.length < 2) return { rewards, by: undefined };

  const units = unitsOf(speed, results, members);
  const curve = curveOf(speed, units);
  const factors = speedFactors(speed, curve, units);
  let total = 0n;
  let weighed = 0n;
  const parts = members.map((at, i) => {
    const reward = rewards[at] ?? FX_ZERO;
    const part = mulFloor(reward, factors[i] ?? FX_ZERO);
    total += reward;
    weighed += part;
    return part;
  });
  const by = { curve, members, units, factors, total: fxFromRaw(total), weighed: fxFromRaw(weighed) };
  // Rewards of both signs may cancel out, and in the original so does a batch that earned nothing: 0 / 0.
  if (weighed === 0n) return { rewards, by };
  const scaled = [...rewards];
  for (const [i, at] of members.entries()) scaled[at] = fxFromRaw(floorDiv((parts[i] ?? 0n) * total, weighed));
  return { rewards: scaled, by };
};
