import { FX_ONE, type Fx, fxFromRaw } from './fx.js';

/** What is known of a real number in units of 2^-bits: lower <= value * 2^bits <= upper. */
export interface Bounds {
  readonly lower: bigint;
  readonly upper: bigint;
}

// 18 decimals are 60 bits. With some 35 bits more than the error bounds eat, the first round decides all but one in billions.
const BITS_FIRST = 112n;
// Seven doublings. Arguments of 18 decimals next to a whole result need two.
const BITS_MAX = 14_336n;

/**
 * floor(value * 10^18) of a real number that is known only by bounds, each time narrower: the precision is doubled until both
 * bounds have the same floor. So the result is a property of the number and not of how it is computed, and every correct
 * implementation has the same bits. The value must not be a multiple of 10^-18; where a function has one, it answers that itself.
 */
export const floorOfBounds = (boundsAt: (bits: bigint) => Bounds): Fx => {
  for (let bits = BITS_FIRST; bits <= BITS_MAX; bits *= 2n) {
    const { lower, upper } = boundsAt(bits);
    const floor = (lower * FX_ONE) >> bits;
    if (floor === (upper * FX_ONE) >> bits) return fxFromRaw(floor);
  }
  throw new Error(`floorOfBounds: expected ${BITS_MAX} bits to tell the value from a multiple of 10^-18`);
};
