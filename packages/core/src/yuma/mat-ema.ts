import { I32F32 } from './fixed-point.js';
import type { SparseCell, SparseMatrix } from './sparse-matrix.js';

const emaRow = (
  now: readonly SparseCell[],
  before: readonly SparseCell[],
  alpha: bigint,
  size: number,
): readonly SparseCell[] => {
  const decay = I32F32.sub(I32F32.one, alpha);
  const values = new Map<number, bigint>();
  const add = (factor: bigint, [column, value]: SparseCell): void => {
    if (column < size) values.set(column, I32F32.add(values.get(column) ?? 0n, I32F32.mul(factor, value)));
  };
  for (const cell of now) add(alpha, cell);
  for (const cell of before) add(decay, cell);
  return [...values].filter(([, value]) => value > 0n).sort(([a], [b]) => a - b);
};

/** alpha * now + (1 - alpha) * before for each cell, each product rounded down; cells above 0, ascending by column. */
export const matEma = (now: SparseMatrix, before: SparseMatrix, alpha: bigint): SparseMatrix =>
  now.map((cells, row) => emaRow(cells, before[row] ?? [], alpha, now.length));
