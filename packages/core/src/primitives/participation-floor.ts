import { FX_ZERO, type Fx, fxFromPpm, fxFromRaw } from '../numbers/fx.js';

/** What each participant gets, and all of them together. */
export interface ParticipationFloor {
  readonly each: Fx;
  readonly pool: Fx;
}

/**
 * A small equal share for each of `count` participants: ppm each, but never more than maxppm in all, then floor(maxppm / count)
 * each. The pool is what is really paid, so the rest may be scaled by one less the pool. Safe integers >= 0.
 */
export const participationFloor = (count: number, ppm: number, maxppm: number): ParticipationFloor => {
  if (count === 0) return { each: FX_ZERO, pool: FX_ZERO };
  const people = BigInt(count);
  const wanted = people * fxFromPpm(ppm);
  const most: bigint = fxFromPpm(maxppm);
  const each = (wanted < most ? wanted : most) / people;
  return { each: fxFromRaw(each), pool: fxFromRaw(each * people) };
};
