import { type Fx, fxFromPpm, mulFloor } from '../../numbers/fx.js';
import { mulDivInt } from '../../numbers/int.js';
import type { Task } from './identity.js';
import type { Params, Tier } from './params.js';

const MILLION = 1_000_000;

/** What a tier pays for a success, in ppm: its factor, times its boost where that is earned (floor). */
export const factorPpm = ({ factorppm, boostppm }: Tier, boosted: boolean): number =>
  boosted ? mulDivInt(factorppm, boostppm, MILLION) : factorppm;

// A tier pays the same two amounts for as long as its rule set stands.
const known = new WeakMap<Tier, { readonly plain: Fx; readonly boosted: Fx }>();

const factorOf = (tier: Tier, boosted: boolean): Fx => {
  let factors = known.get(tier);
  if (factors === undefined) {
    factors = { plain: fxFromPpm(factorPpm(tier, false)), boosted: fxFromPpm(factorPpm(tier, true)) };
    known.set(tier, factors);
  }
  return boosted ? factors.boosted : factors.plain;
};

/** Rule 2: a success pays the tier's factor; a failure costs the task's penalty, times the factor where the rules say so. */
export const rewardOf = (
  penalties: Params['penalties'],
  task: Task,
  tier: Tier,
  passed: boolean,
  boosted: boolean,
): Fx => {
  if (passed) return factorOf(tier, boosted);
  const { ppm, timesFactor } = penalties[task];
  const penalty = fxFromPpm(ppm);
  return timesFactor ? mulFloor(penalty, factorOf(tier, boosted)) : penalty;
};
