import type { Uid } from '../ids.js';
import { I32F32 } from './fixed-point.js';
import type { SparseMatrix } from './sparse-matrix.js';
import type { Row } from './subnet-state.js';

/** Rows of storage as a matrix: u16 as I32F32, without rows and cells of uids that are not there. */
export const storedMatrix = (rows: readonly Row[], size: number): SparseMatrix => {
  const cells = new Map(rows);
  return Array.from({ length: size }, (_, uid) =>
    (cells.get(uid as Uid) ?? [])
      .filter(([column]) => column < size)
      .map(([column, value]) => [column, I32F32.fromInt(BigInt(value))] as const),
  );
};
