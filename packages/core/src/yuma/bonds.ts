import { I32F32, I64F64, toI32F32 } from './fixed-point.js';
import { matEma } from './mat-ema.js';
import { colNormalize } from './normalize.js';
import { maskCells, rowHadamard, type SparseMatrix, type Vector } from './sparse-matrix.js';

const MILLION = 1_000_000n;

/** alpha = 1 - bondsMovingAverage / 10^6, the quotient cut to I32F32. */
export const bondsAlpha = (bondsMovingAverage: bigint): bigint =>
  I32F32.sub(I32F32.one, toI32F32(I64F64.div(I64F64.fromInt(bondsMovingAverage), I64F64.fromInt(MILLION))));

/** The steps of classic bonds; each column of each sums to 1. */
export interface ClassicBonds {
  /** What was stored, without miners who came after the last epoch. */
  readonly before: SparseMatrix;
  /** What this epoch's weights and stake would buy. */
  readonly delta: SparseMatrix;
  /** The moving average of both. */
  readonly ema: SparseMatrix;
}

/**
 * Bonds before Yuma 3: the moving average of stored bonds and of weights times stake. A miner registered at `lastTempo` or
 * later starts without bonds.
 */
export const classicBonds = (
  stored: SparseMatrix,
  weights: SparseMatrix,
  activeStake: Vector,
  { registeredAt, lastTempo, alpha }: { registeredAt: readonly number[]; lastTempo: number; alpha: bigint },
): ClassicBonds => {
  const before = colNormalize(maskCells(stored, (_row, column) => lastTempo <= (registeredAt[column] ?? 0)));
  const delta = colNormalize(rowHadamard(weights, activeStake));
  return { before, delta, ema: colNormalize(matEma(delta, before, alpha)) };
};
