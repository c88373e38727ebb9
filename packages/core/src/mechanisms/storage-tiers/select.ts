import type { Neuron } from '../../event/metagraph-snapshot-taken.js';
import type { Sha256 } from '../../hash/host.js';
import { raw32, taggedBytes } from '../../hash/tagged.js';
import type { Hash32 } from '../../ids.js';
import { sample } from '../../primitives/sample.js';

/** Rule 7: who can be challenged: every neuron of a snapshot without validator permit, ascending by uid. */
export const eligibleOf = (neurons: readonly Neuron[]): Neuron[] =>
  neurons.filter(({ validatorPermit }) => !validatorPermit).sort((a, b) => a.uid - b.uid);

/**
 * Rule 7: min(k, all) of the eligible in drawn order, by sample(H("select/1", blockHash), ..). Whoever knows the block's hash and
 * the snapshot draws the same.
 */
export const selectChallenged = (
  sha256: Sha256,
  neurons: readonly Neuron[],
  blockHash: Hash32,
  k: number,
): Neuron[] => {
  const eligible = eligibleOf(neurons);
  const seed = taggedBytes(sha256, 'select/1', [raw32(blockHash)]);
  return sample(sha256, seed, eligible.length, Math.min(k, eligible.length)).flatMap((at) => eligible[at] ?? []);
};
