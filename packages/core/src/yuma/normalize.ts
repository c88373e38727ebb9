import { type FixedPoint, I32F32 } from './fixed-point.js';
import { foldColumns, mapCells, rowSum, type SparseMatrix, type Vector } from './sparse-matrix.js';

/** Divides by the sum, or by a sum that is given; nothing changes where it is 0. Quotients are cut, so the sum stays below 1. */
export const normalize = (x: Vector, type: FixedPoint = I32F32, total: bigint = x.reduce(type.add, 0n)): Vector =>
  total === 0n ? x : x.map((value) => type.div(value, total));

/** Divides each row by its sum, where that is above 0. */
export const rowNormalize = (matrix: SparseMatrix): SparseMatrix => {
  const sums = rowSum(matrix);
  return mapCells(matrix, (value, row) => {
    const total = sums[row] ?? 0n;
    return total > 0n ? I32F32.div(value, total) : value;
  });
};

const divideColumns = (matrix: SparseMatrix, by: Vector): SparseMatrix =>
  mapCells(matrix, (value, _row, column) => {
    const divisor = by[column] ?? 0n;
    return divisor === 0n ? value : I32F32.div(value, divisor);
  });

/** Divides each column by its sum, where that is not 0. */
export const colNormalize = (matrix: SparseMatrix): SparseMatrix =>
  divideColumns(matrix, foldColumns(matrix, I32F32.add));

/** Divides each column by its greatest value, so that this becomes 1. */
export const colMaxUpscale = (matrix: SparseMatrix): SparseMatrix =>
  divideColumns(
    matrix,
    foldColumns(matrix, (greatest, value) => (greatest < value ? value : greatest)),
  );
