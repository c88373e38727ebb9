import type { Sha256 } from '../../hash/host.js';
import { raw32, text } from '../../hash/tagged.js';
import type { Hash32 } from '../../ids.js';
import { rankBy } from '../../primitives/rank.js';
import { ascendingBy, bySeededHash } from '../../primitives/tie.js';
import type { Entry } from './submissions.js';

/**
 * Who was first in a zipcode: by anchor block, and where two stand in one block by H("tie/1", seed, zipcode, account). The
 * order inside a block is the block author's to choose, so it decides nothing; nobody knows the seed when committing.
 */
export const arrivalOrder = (sha256: Sha256, seed: Hash32, entries: readonly Entry[]): Entry[] =>
  rankBy(
    entries,
    ascendingBy(({ anchor }) => anchor),
    bySeededHash(sha256, seed, ({ zipcode, account }) => [text(zipcode), raw32(account)]),
  );
