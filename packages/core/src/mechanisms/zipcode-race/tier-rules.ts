import type { TierRules } from '../../mechanism/tiers.js';
import { wilsonLower } from '../../primitives/wilson.js';
import type { Params } from './params.js';

/** What each tier takes (rule 10); undefined without tiers. Without any checked row there is no score. */
export const tierRules = ({ tiers }: Params): TierRules | undefined =>
  tiers && {
    table: tiers.table.map(({ name, minWilsonppm, minPassed }) => ({ name, minWilsonppm, minSuccesses: minPassed })),
    wilson: (s, n) => (n === 0 ? undefined : wilsonLower(s, n, BigInt(tiers.zNum), BigInt(tiers.zDen))),
  };
