import type { EpochResult } from '@subnet-scoring/core';

/** Why an epoch has no vector of its own, in words; for a result without `weights`. */
export const whyNoWeights = ({ status, next }: Pick<EpochResult, 'status' | 'next'>): string => {
  if (status === 'unjudged') return 'the epoch is not judged';
  return next.active.length === 0
    ? 'no mechanism is in force'
    : 'the burn hotkey is not in the snapshot at evidenceBlock';
};
