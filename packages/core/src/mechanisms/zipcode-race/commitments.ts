import type { ManifestSeen, SubmissionCommitted } from '../../event/index.js';
import type { Account } from '../../ids.js';
import type { Electorate, Observation } from '../../observers/index.js';
import type { Draft, Kept } from './evolve.js';
import { seenBefore } from './sightings.js';
import { listOf } from './stated.js';

type Manifest = ManifestSeen['data'];

/** A commitment in the window, and its manifest when it was sighted in time. */
export interface Commitment {
  readonly committed: Kept<SubmissionCommitted>;
  readonly manifest: Observation<Manifest> | undefined;
}

/**
 * Commitments in [startBlock, endBlock+graceBlocks), oldest first. Only the last one counts for the content. The window never
 * reaches seedBlock: who knows the seed could choose among several uploads the one whose drawn rows are good.
 */
export const commitmentsInWindow = (draft: Draft, electorate: Electorate, hotkey: Account): Commitment[] => {
  const { startBlock, endBlock, seedBlock } = draft.context.opened;
  const end = Math.min(endBlock + draft.params.graceBlocks, seedBlock);
  const manifests = draft.manifests.get(hotkey);
  return (draft.commitments.get(hotkey) ?? [])
    .filter(({ fact }) => fact.block >= startBlock && fact.block < end)
    .map((committed) => {
      const stated = manifests?.get(committed.fact.data.manifestSha256);
      return { committed, manifest: seenBefore(electorate, listOf(stated), seedBlock) };
    });
};

/**
 * The commitment that says since when this content stands: the earliest from which on every commitment's manifest was
 * sighted in time, has the right nonce and lists the same content for the zipcode. So an unchanged file keeps its place
 * when another one is corrected. `commitments` is not empty and its last one lists the content.
 */
export const anchorOf = (
  commitments: readonly Commitment[],
  nonce: string,
  zipcode: string,
  content: string,
): Commitment => {
  let anchor = commitments[commitments.length - 1] as Commitment;
  for (let i = commitments.length - 2; i >= 0; i -= 1) {
    const commitment = commitments[i] as Commitment;
    const manifest = commitment.manifest?.value;
    const file = manifest?.files.find((item) => item.zipcode === zipcode);
    if (manifest?.nonce !== nonce || file?.contentSha256 !== content) break;
    anchor = commitment;
  }
  return anchor;
};
