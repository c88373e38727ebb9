import { compareText } from '../../hash/bytes.js';
import type { Sha256 } from '../../hash/host.js';
import { raw32, taggedHash, text } from '../../hash/tagged.js';
import type { Hash32 } from '../../ids.js';
import type { Entry } from './submissions.js';

/**
 * Who was first in a zipcode: by anchor block, and where two stand in one block by H("tie/1", seed, zipcode, account). The
 * order inside a block is the block author's to choose, so it decides nothing; nobody knows the seed when committing.
 */
export const arrivalOrder = (sha256: Sha256, seed: Hash32, entries: readonly Entry[]): Entry[] => {
  const ties = new Map<Entry, string>();
  const tieOf = (entry: Entry): string => {
    const known = ties.get(entry);
    if (known !== undefined) return known;
    const tie = taggedHash(sha256, 'tie/1', [raw32(seed), text(entry.zipcode), raw32(entry.account)]);
    ties.set(entry, tie);
    return tie;
  };
  // Few entries share a block, so few ties are ever computed.
  return [...entries].sort((a, b) => a.anchor - b.anchor || compareText(tieOf(a), tieOf(b)));
};
