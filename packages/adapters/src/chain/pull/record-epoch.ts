import type { Block, EpochNumber } from '@subnet-scoring/core';
import type { EpochWindow } from './epoch-window.js';

/**
 * The epoch of the log that a boundary of the chain is about. Weights of an epoch are set after its evidenceBlock, until the
 * next one's: so it is the last epoch whose evidenceBlock has passed. Before the first one it is the first epoch.
 */
export const recordEpoch = (windows: readonly EpochWindow[], block: Block): EpochNumber | undefined => {
  const passed = windows.filter(({ evidenceBlock }) => evidenceBlock < block);
  const last = passed.reduce<EpochWindow | undefined>(
    (best, window) => (best === undefined || window.evidenceBlock >= best.evidenceBlock ? window : best),
    undefined,
  );
  return (last ?? windows[0])?.epoch;
};
