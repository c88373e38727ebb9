import { compareText } from '../../hash/bytes.js';
import { raw32, taggedBytes, u64 } from '../../hash/tagged.js';
import type { Hash32 } from '../../ids.js';
import { rankBy } from '../../primitives/rank.js';
import { sample } from '../../primitives/sample.js';
import type { Draft } from './evolve.js';
import type { Entry } from './submissions.js';

/**
 * Draws some complete submissions that were no candidates, so that trash with the right number of rows risks a strike
 * (rule 9). They are drawn from all of them in order of (zipcode, account).
 */
export const drawLottery = (draft: Draft, seed: Hash32, spared: readonly Entry[]): Entry[] => {
  const { sha256, epoch } = draft.context;
  const ordered = rankBy(
    spared,
    (a, b) => compareText(a.zipcode, b.zipcode),
    (a, b) => compareText(a.account, b.account),
  );
  const drawSeed = taggedBytes(sha256, 'lottery/1', [raw32(seed), u64(epoch)]);
  const k = Math.min(draft.params.participation.lottery, ordered.length);
  return sample(sha256, drawSeed, ordered.length, k).map((at) => ordered[at] as Entry);
};
