import type { Evaluated } from '@subnet-scoring/adapters/operations';
import { type EpochResult, formatFx, standingVector } from '@subnet-scoring/core';
import { dataErrorJson } from '../output/data-errors.js';
import { noticesOf } from './epoch-notices.js';
import { minerRows } from './miner-rows.js';

/** Leaves out what is undefined: canonical JSON has no null. */
export const present = <A extends object>(fields: A): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

const blocksOf = ({ opened }: EpochResult): object | undefined =>
  opened === undefined
    ? undefined
    : {
        start: opened.startBlock,
        end: opened.endBlock,
        seed: opened.seedBlock,
        evidence: opened.evidenceBlock,
      };

/** Rule sets in force. */
export const rulesOf = ({ next }: EpochResult) =>
  next.active.map(({ data: { mechanism, version, ruleset, shareppm } }) => ({ mechanism, version, ruleset, shareppm }));

const standingOf = ({ next, weights }: EpochResult): object | undefined => {
  if (weights !== undefined || next.standing === undefined) return undefined;
  const { uids, values } = standingVector(next.standing);
  return { epoch: next.standing.epoch, without: next.standing.without, uids, values };
};

/** The hashes of an epoch, by name. */
export const hashesOf = ({ seal, weights }: EpochResult): object => {
  const { prev, segment, rules, scores } = seal;
  return present({ prev, segment, rules, scores, weights: weights?.hash, seal: seal.seal });
};

/** An epoch for --json: everything that `validate` shows, exact. */
export const epochJson = (evaluated: Evaluated): object => {
  const { kind, result } = evaluated;
  const { weights } = result;
  return present({
    epoch: result.epoch,
    kind,
    status: result.status,
    missing: result.missing,
    blocks: blocksOf(result),
    facts: result.seal.count,
    late: kind === 'preview' ? evaluated.late.length : undefined,
    rules: rulesOf(result),
    miners: minerRows(result).map(({ rank, hotkey, uid, share, u16, tier, reason }) =>
      present({ rank, hotkey, uid, share: formatFx(share), u16, tier: tier === '' ? undefined : tier, reason }),
    ),
    burn: formatFx(result.burn),
    burnCauses: result.burnCauses.map(({ cause, share }) => ({ cause, share: formatFx(share) })),
    weights:
      weights === undefined
        ? undefined
        : {
            profile: weights.profile,
            uids: weights.vector.uids,
            values: weights.vector.values,
            reassigned: weights.reassigned,
          },
    standing: standingOf(result),
    notices: noticesOf(result),
    hashes: hashesOf(result),
    differences: kind === 'sealed' ? evaluated.differences.map(dataErrorJson) : undefined,
    claims: kind === 'sealed' ? evaluated.claims : undefined,
  });
};
