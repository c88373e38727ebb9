import { maskCells, type SparseMatrix } from './sparse-matrix.js';

/** What decides which weights count. Lists are by uid. */
export interface WeightMasks {
  readonly permits: readonly boolean[];
  readonly ownerUid: number | undefined;
  readonly lastUpdate: readonly number[];
  readonly registeredAt: readonly number[];
  /** Block of the earliest commit that has not expired, with commit-reveal; undefined for a uid without one. */
  readonly commitBlocks: readonly (number | undefined)[];
}

/**
 * Drops the weights of those without a permit, weights on oneself (the owner keeps them), weights set before their miner was
 * registered, and with commit-reveal those on miners who came after the commit: nobody inherits what was meant for another.
 */
export const maskWeights = (weights: SparseMatrix, masks: WeightMasks): SparseMatrix => {
  const { permits, ownerUid, lastUpdate, registeredAt, commitBlocks } = masks;
  return maskCells(weights, (row, column) => {
    if (permits[row] !== true) return true;
    if (row === column && row !== ownerUid) return true;
    const registered = registeredAt[column] ?? 0;
    if ((lastUpdate[row] ?? 0) <= registered) return true;
    const committed = commitBlocks[row];
    return committed !== undefined && committed < registered;
  });
};
