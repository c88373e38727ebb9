import type { SparseMatrix, Vector } from './sparse-matrix.js';

/** Brings weights above the consensus of their column down to it; what comes to 0 is left out. */
export const colClip = (weights: SparseMatrix, consensus: Vector): SparseMatrix =>
  weights.map((cells) =>
    cells.flatMap(([column, value]) => {
      const limit = consensus[column] ?? 0n;
      if (value <= limit) return [[column, value] as const];
      return limit > 0n ? [[column, limit] as const] : [];
    }),
  );
