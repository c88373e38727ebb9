import { I32F32, I96F32, toU64 } from './fixed-point.js';
import { normalize } from './normalize.js';
import { sum, type Vector } from './sparse-matrix.js';

/** What each uid gets, in rao (u64). */
export interface Emission {
  /** For incentive. */
  readonly server: Vector;
  /** For dividends. */
  readonly validator: Vector;
  /** For both; rounded on its own, so it may pass their sum by one rao. */
  readonly combined: Vector;
}

/** A part (I32F32) of an amount in rao, in I96F32 rounded down. */
const raoOf = (part: bigint, amountRao: bigint): bigint =>
  toU64(I96F32.floor(I96F32.mul(part, I96F32.fromInt(amountRao))));

/**
 * Shares `amountRao` by incentive and dividends together. Where there is neither (no weights, or only such as are masked), it
 * goes to validators by active stake, and without that by stake.
 */
export const emission = (
  {
    incentive,
    dividends,
    activeStake,
    stake,
  }: Readonly<Record<'incentive' | 'dividends' | 'activeStake' | 'stake', Vector>>,
  amountRao: bigint,
): Emission => {
  const combined = incentive.map((value, uid) => I32F32.add(value, dividends[uid] ?? 0n));
  const total = sum(combined);
  const fallback = sum(activeStake) === 0n ? stake : activeStake;
  const rao = (parts: Vector): Vector => parts.map((part) => raoOf(part, amountRao));
  return {
    server: rao(normalize(incentive, I32F32, total)),
    validator: rao(total === 0n ? fallback : normalize(dividends, I32F32, total)),
    combined: rao(total === 0n ? fallback : normalize(combined)),
  };
};
