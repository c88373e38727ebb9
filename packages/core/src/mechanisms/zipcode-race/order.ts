import { compareText } from '../../hash/bytes.js';
import type { Sha256 } from '../../hash/host.js';
import { raw32, taggedHash, text } from '../../hash/tagged.js';
import type { Hash32 } from '../../ids.js';
import { rankBy } from '../../primitives/rank.js';
import type { Entry } from './submissions.js';

const byAnchor = (entries: readonly Entry[]): Map<number, Entry[]> => {
  const blocks = new Map<number, Entry[]>();
  for (const entry of entries) {
    const list = blocks.get(entry.anchor);
    if (list === undefined) blocks.set(entry.anchor, [entry]);
    else list.push(entry);
  }
  return blocks;
};

const breakTies = (sha256: Sha256, seed: Hash32, entries: readonly Entry[]): readonly Entry[] => {
  if (entries.length < 2) return entries;
  const ties = entries.map((entry) => ({
    entry,
    tie: taggedHash(sha256, 'tie/1', [raw32(seed), text(entry.zipcode), raw32(entry.account)]),
  }));
  return rankBy(ties, (a, b) => compareText(a.tie, b.tie)).map(({ entry }) => entry);
};

/**
 * Who was first in a zipcode: by anchor block, and where two stand in one block by H("tie/1", seed, zipcode, account). The
 * order inside a block is the block author's to choose, so it decides nothing; nobody knows the seed when committing.
 */
export const arrivalOrder = (sha256: Sha256, seed: Hash32, entries: readonly Entry[]): Entry[] => {
  const blocks = byAnchor(entries);
  const ascending = [...blocks.keys()].sort((a, b) => a - b);
  return ascending.flatMap((block) => breakTies(sha256, seed, blocks.get(block) ?? []));
};
