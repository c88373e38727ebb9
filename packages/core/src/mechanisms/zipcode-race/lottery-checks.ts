import { raw32, taggedBytes, u64 } from '../../hash/tagged.js';
import type { Hash32 } from '../../ids.js';
import { sample } from '../../primitives/sample.js';
import type { Draft } from './evolve.js';
import type { Entry } from './submissions.js';
import type { Candidate } from './walk.js';

/**
 * Draws some complete submissions that were no candidates, so that trash with the right number of rows risks a strike
 * (rule 9). They are drawn from all of them in order of (zipcode, account): the entries of each zipcode come by account.
 */
export const drawLottery = (
  draft: Draft,
  seed: Hash32,
  ofZipcode: ReadonlyMap<string, readonly Entry[]>,
  candidates: readonly Candidate[],
): Entry[] => {
  const { sha256, epoch, opened } = draft.context;
  const taken = new Set(candidates.map(({ entry }) => entry));
  const spared = opened.zipcodes.flatMap(({ zipcode }) =>
    (ofZipcode.get(zipcode) ?? []).filter((entry) => !taken.has(entry)),
  );
  const drawSeed = taggedBytes(sha256, 'lottery/1', [raw32(seed), u64(epoch)]);
  const k = Math.min(draft.params.participation.lottery, spared.length);
  return sample(sha256, drawSeed, spared.length, k).map((at) => spared[at] as Entry);
};
