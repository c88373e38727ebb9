import { I32F32 } from './fixed-point.js';

/** Values in I32F32, one for each uid. */
export type Vector = readonly bigint[];
/** A cell of a row: the uid it is about, and its value in I32F32. */
export type SparseCell = readonly [uid: number, value: bigint];
/** A row for each uid; cells that are not there are 0. */
export type SparseMatrix = readonly (readonly SparseCell[])[];

/** The cells for which `isMasked` is false. */
export const maskCells = (matrix: SparseMatrix, isMasked: (row: number, column: number) => boolean): SparseMatrix =>
  matrix.map((cells, row) => cells.filter(([column]) => !isMasked(row, column)));

/** Every value put through `change`. */
export const mapCells = (
  matrix: SparseMatrix,
  change: (value: bigint, row: number, column: number) => bigint,
): SparseMatrix => matrix.map((cells, row) => cells.map(([column, value]) => [column, change(value, row, column)]));

/** Sum of a vector. */
export const sum = (x: Vector): bigint => x.reduce(I32F32.add, 0n);

/** Sum of each row. */
export const rowSum = (matrix: SparseMatrix): Vector => matrix.map((cells) => sum(cells.map(([, value]) => value)));

/** Folds each column; cells outside the square are left out. */
export const foldColumns = (
  matrix: SparseMatrix,
  fold: (folded: bigint, value: bigint, row: number) => bigint,
): Vector => {
  const columns = matrix.map(() => 0n);
  for (const [row, cells] of matrix.entries()) {
    for (const [column, value] of cells) {
      const folded = columns[column];
      if (folded !== undefined) columns[column] = fold(folded, value, row);
    }
  }
  return columns;
};

/** result_j = sum over i of vector_i * matrix_ij. */
export const matmul = (matrix: SparseMatrix, vector: Vector): Vector =>
  foldColumns(matrix, (folded, value, row) => I32F32.add(folded, I32F32.mul(vector[row] ?? 0n, value)));

/** result_i = sum over j of vector_j * matrix_ij. */
export const matmulTranspose = (matrix: SparseMatrix, vector: Vector): Vector =>
  matrix.map((cells) => sum(cells.map(([column, value]) => I32F32.mul(vector[column] ?? 0n, value))));

/** result_ij = vector_i * matrix_ij. */
export const rowHadamard = (matrix: SparseMatrix, vector: Vector): SparseMatrix =>
  mapCells(matrix, (value, row) => I32F32.mul(value, vector[row] ?? 0n));
