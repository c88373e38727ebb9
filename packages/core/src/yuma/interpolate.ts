import { I32F32 } from './fixed-point.js';
import type { SparseCell, SparseMatrix } from './sparse-matrix.js';

const interpolateRow = (a: readonly SparseCell[], b: readonly SparseCell[], ratio: bigint): readonly SparseCell[] => {
  const values = new Map(b);
  const between = (column: number, value: bigint): bigint =>
    I32F32.add(value, I32F32.mul(ratio, I32F32.sub(values.get(column) ?? 0n, value)));
  return a.map(([column, value]) => [column, between(column, value)] as const).filter(([, value]) => value > 0n);
};

/**
 * a + ratio * (b - a) for each cell, rounded down; `a` itself at 0 and `b` itself at 1. Cells of b stand in a too, because b
 * is a clipped.
 */
export const interpolate = (a: SparseMatrix, b: SparseMatrix, ratio: bigint): SparseMatrix => {
  if (ratio === 0n) return a;
  if (ratio === I32F32.one) return b;
  return a.map((cells, row) => interpolateRow(cells, b[row] ?? [], ratio));
};
