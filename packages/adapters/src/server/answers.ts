import { type EpochOpened, type EpochResult, formatFx } from '@subnet-scoring/core';
import type { Evaluated } from '../operations/index.js';
import type { Explanation } from './explain-miner.js';

const present = (fields: object): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

const u16Of = ({ weights }: EpochResult): ReadonlyMap<number, number> =>
  new Map(weights?.vector.uids.map((uid, at) => [uid, weights.vector.values[at] ?? 0]));

/** What an epoch is about: its blocks, its nonce, and the zipcodes with the listings that are expected. */
export const assignmentAnswer = ({ epoch, netuid, data }: EpochOpened): object => {
  const { startBlock, endBlock, seedBlock, evidenceBlock, nonce, zipcodes } = data;
  const listings = zipcodes.reduce((sum, { expected }) => sum + expected, 0);
  return { netuid, epoch, startBlock, endBlock, seedBlock, evidenceBlock, nonce, listings, zipcodes };
};

/** What a sealed epoch came to, as exact as the log. */
export const resultAnswer = ({ result }: Evaluated): object => {
  const { epoch, status, missing, seal, burn, burnCauses, weights, miners } = result;
  const values = u16Of(result);
  return {
    epoch,
    status,
    missing,
    miners: miners.map(({ hotkey, share, reason }) => {
      const uid = weights?.uidOf.get(hotkey);
      return present({
        hotkey,
        uid,
        share: formatFx(share),
        u16: uid === undefined ? undefined : values.get(uid),
        reason,
      });
    }),
    burn: formatFx(burn),
    burnCauses: burnCauses.map(({ cause, share }) => ({ cause, share: formatFx(share) })),
    hashes: present({
      prev: seal.prev,
      segment: seal.segment,
      rules: seal.rules,
      scores: seal.scores,
      seal: seal.seal,
      weights: weights?.hash,
    }),
  };
};

/** Every rule that a miner met, and the facts by their line. */
export const explanationAnswer = (epoch: number, { hotkey, parts, facts }: Explanation): object => ({
  epoch,
  hotkey,
  parts: parts.map(({ title, sections }) => ({
    title,
    sections: sections.map((section) => ({
      title: section.title,
      steps: section.steps.map(({ ok, says, formula, lines }) => present({ ok, says, formula, lines })),
    })),
  })),
  facts: [...facts].sort(([a], [b]) => a - b).map(([line, text]) => ({ line, fact: JSON.parse(text) as unknown })),
});
