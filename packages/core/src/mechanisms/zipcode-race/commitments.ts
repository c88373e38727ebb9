import type { SubmissionCommitted } from '../../event/index.js';
import type { Account } from '../../ids.js';
import type { Electorate, Observation } from '../../observers/index.js';
import type { Draft, Kept, Manifest } from './evolve.js';
import { seenBefore } from './sightings.js';
import { listOf } from './stated.js';

/** A commitment in the window, and its manifest when it was sighted in time. */
export interface Commitment {
  readonly committed: Kept<SubmissionCommitted>;
  readonly manifest: Observation<Manifest> | undefined;
  /** Content by zipcode of that manifest; left out of the only commitment, which is compared with no other. */
  readonly contents: ReadonlyMap<string, string>;
}

type Sighted = Omit<Commitment, 'committed'>;

const NO_CONTENTS: ReadonlyMap<string, string> = new Map();

const contentsOf = (manifest: Observation<Manifest> | undefined): ReadonlyMap<string, string> =>
  new Map(manifest?.value.files.map(({ zipcode, contentSha256 }) => [zipcode, contentSha256]));

/**
 * Commitments in [startBlock, endBlock+graceBlocks), oldest first. Only the last one counts for the content. The window never
 * reaches seedBlock: who knows the seed could choose among several uploads the one whose drawn rows are good.
 */
export const commitmentsInWindow = (draft: Draft, electorate: Electorate, hotkey: Account): Commitment[] => {
  const { startBlock, endBlock, seedBlock } = draft.context.opened;
  const end = Math.min(endBlock + draft.params.graceBlocks, seedBlock);
  const manifests = draft.manifests.get(hotkey);
  const committed = (draft.commitments.get(hotkey) ?? []).filter(
    ({ fact }) => fact.block >= startBlock && fact.block < end,
  );
  // A miner may commit one manifest in every block; it is decided once.
  const decided = new Map<string, Sighted>();
  const decide = (manifestSha256: string): Sighted => {
    const known = decided.get(manifestSha256);
    if (known !== undefined) return known;
    const manifest = seenBefore(electorate, listOf(manifests?.get(manifestSha256)), seedBlock);
    const found = { manifest, contents: committed.length > 1 ? contentsOf(manifest) : NO_CONTENTS };
    decided.set(manifestSha256, found);
    return found;
  };
  return committed.map((item) => ({ committed: item, ...decide(item.fact.data.manifestSha256) }));
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
    if (commitment.manifest?.value.nonce !== nonce || commitment.contents.get(zipcode) !== content) break;
    anchor = commitment;
  }
  return anchor;
};
