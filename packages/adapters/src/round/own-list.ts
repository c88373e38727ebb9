import type { Account, EpochNumber, Fact } from '@subnet-scoring/core';
import { type Failure, usage } from '../operations/failure.js';

/**
 * Why an observer may add no observation to an epoch any more: it has signed the list of all it observed, and one more would be
 * covered by no list and take away its vote. Undefined where it has not.
 */
export const closedByList = (facts: readonly Fact[], by: Account, epoch: EpochNumber): Failure | undefined => {
  const list = facts.find((fact) => fact.type === 'EvidenceListed' && fact.by === by);
  if (list === undefined) return undefined;
  const message = `the observations of epoch ${epoch} by ${by} are closed: its list of them was signed at block ${list.block}`;
  return usage(message, 'go on with `subnet-cli ingest --from-bundles`; chain facts come with --chain-only');
};
