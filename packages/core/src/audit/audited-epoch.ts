import type { Account, Block, EpochNumber } from '../ids.js';
import type { ScoredEpoch } from '../weights/plan-shares.js';

/** What replay says of one epoch, as far as an audit asks. */
export interface AuditedEpoch {
  readonly epoch: EpochNumber;
  readonly evidenceBlock: Block;
  /** Who held a uid at evidenceBlock. */
  readonly holders: ReadonlyMap<number, Account>;
  /** Undefined where no weights follow from the epoch. */
  readonly scored: ScoredEpoch | undefined;
  /** Why none follow. */
  readonly missing: readonly string[];
}

/**
 * The epoch that a block of the chain belongs to: the one with the greatest evidenceBlock below it, since weights of an
 * epoch can be known in the block after its evidenceBlock and no sooner. Undefined before the first. `epochs` ascend by
 * evidenceBlock.
 */
export const epochAt = <E extends Pick<AuditedEpoch, 'evidenceBlock'>>(
  epochs: readonly E[],
  block: number,
): E | undefined => {
  let low = 0;
  let high = epochs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((epochs[middle] as E).evidenceBlock < block) low = middle + 1;
    else high = middle;
  }
  return epochs[low - 1];
};
