import type { TierRecomputed } from '../event/index.js';
import { type Fx, fxFromPpm } from '../numbers/fx.js';

/** One tier: what it takes. */
export interface TierDemand {
  readonly name: string;
  /** Wilson score of the window, in ppm. */
  readonly minWilsonppm: number;
  /** Successes since registration. */
  readonly minSuccesses: number;
}

/** The tiers of a rule set, best first, and how a track record is scored. */
export interface TierRules {
  readonly table: readonly TierDemand[];
  /** Wilson score of s successes in n attempts, rounded down at 18 decimals; undefined where an empty window has none. */
  readonly wilson: (s: number, n: number) => Fx | undefined;
}

/** What a tier demands, and which of it a track record meets. */
export interface TierCheck extends TierDemand {
  /** Undefined where the window was empty and no score decided. */
  readonly meetsWilson: boolean | undefined;
  readonly meetsSuccesses: boolean;
}

/** Why an identity moved: its score, and the demands of the tier it left and of the one it got. */
export interface TierReason {
  readonly wilson: Fx | undefined;
  readonly from: TierCheck | undefined;
  readonly to: TierCheck | undefined;
}

type Move = Pick<TierRecomputed['data'], 'from' | 'to' | 's' | 'n' | 'lifetime'>;

/** The numbers behind a move. A score rounded down at 18 decimals reaches a threshold in ppm exactly when the score does. */
export const reasonOfMove = ({ table, wilson }: TierRules, { from, to, s, n, lifetime }: Move): TierReason => {
  const score = wilson(s, n);
  const checkOf = (name: string): TierCheck | undefined => {
    const tier = table.find((row) => row.name === name);
    if (tier === undefined) return undefined;
    const meetsWilson = score === undefined ? undefined : score >= fxFromPpm(tier.minWilsonppm);
    return { ...tier, meetsWilson, meetsSuccesses: lifetime >= tier.minSuccesses };
  };
  return { wilson: score, from: checkOf(from), to: checkOf(to) };
};
