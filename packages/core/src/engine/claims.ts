import { encodeCanonical } from '../event/canonical.js';
import type { Claim } from '../event/index.js';
import type { Json } from '../event/json.js';
import { accountHex, type Hash32 } from '../ids.js';
import type { ScoreLine } from '../log/seal.js';
import type { Fx } from '../numbers/fx.js';
import type { ClaimData, EpochWeights, MechanismResult } from './result.js';

/** The claims that follow from a judged epoch. */
export const claimsOf = (
  scores: Hash32,
  burn: Fx,
  miners: readonly ScoreLine[],
  mechanisms: readonly MechanismResult[],
  weights: EpochWeights | undefined,
): ClaimData[] => [
  ...mechanisms.flatMap(({ tierMoves }) => tierMoves.map((data) => ({ type: 'TierRecomputed', data }) as const)),
  {
    type: 'EpochScored',
    data: {
      burn: burn.toString(),
      miners: miners.map(({ hotkey, share, reason }) => ({
        account: accountHex(hotkey) as Hash32,
        hotkey,
        reason,
        share: share.toString(),
      })),
      scores,
    },
  },
  ...(weights === undefined ? [] : [weightsClaim(weights)]),
];

const weightsClaim = ({ vector, hash, profile }: EpochWeights): ClaimData => ({
  type: 'WeightsComputed',
  data: { profile, uids: vector.uids as ClaimUids, values: vector.values, versionKey: 0, weights: hash },
});
type ClaimUids = Extract<ClaimData, { type: 'WeightsComputed' }>['data']['uids'];

/** A claim that replay does not confirm: whose it is, and both values at the first place where they differ. */
export interface ClaimDifference {
  readonly type: Claim['type'];
  readonly by: string;
  readonly path: string;
  readonly claimed: string;
  readonly replayed: string;
}

const subject = (type: string, data: unknown): string => {
  if (type !== 'TierRecomputed') return type;
  const { mechanism, hotkey, registeredAt } = data as { mechanism: string; hotkey: string; registeredAt: number };
  return `${type}/${mechanism}/${hotkey}/${registeredAt}`;
};

const firstDifference = (
  a: unknown,
  b: unknown,
  path: string,
): { path: string; a: unknown; b: unknown } | undefined => {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    return a === b ? undefined : { path, a, b };
  }
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort((x, y) => (x < y ? -1 : 1));
  for (const key of keys) {
    const found = firstDifference(
      (a as Record<string, unknown>)[key],
      (b as Record<string, unknown>)[key],
      `${path}/${key}`,
    );
    if (found !== undefined) return found;
  }
  return undefined;
};

const show = (value: unknown): string => (value === undefined ? 'nothing' : encodeCanonical(value as Json));

/** Compares stated claims with those that follow from the facts. A claim is never an input: seals and scores stay as they are. */
export const compareClaims = (stated: readonly Claim[], replayed: readonly ClaimData[]): ClaimDifference[] => {
  const bySubject = new Map(replayed.map(({ type, data }) => [subject(type, data), data]));
  return stated.flatMap((claim) => {
    const found = firstDifference(claim.data, bySubject.get(subject(claim.type, claim.data)), '/data');
    if (found === undefined) return [];
    const by = claim.by ?? 'unknown';
    return [{ type: claim.type, by, path: found.path, claimed: show(found.a), replayed: show(found.b) }];
  });
};
