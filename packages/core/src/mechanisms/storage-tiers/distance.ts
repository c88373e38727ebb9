import { type Identity, pooled } from './identity.js';
import { lastRow, type Params } from './params.js';
import { rowAfter } from './tiers.js';

/** How far an identity is from another tier, were nothing else to happen until the next rollover. */
export interface Distance {
  /** Row that a rollover would give now. */
  readonly now: number;
  /** Successes in a row until a rollover would give a better tier than it holds, and which; undefined: never. */
  readonly rise: Change | undefined;
  /** Failures in a row until a rollover would give a worse tier than it holds, and which; undefined: never. */
  readonly drop: Change | undefined;
}

/** So many results, and the row that a rollover gives then. */
export interface Change {
  readonly results: number;
  readonly row: number;
}

// Twice as many attempts as this are still a safe integer.
const RESULTS_MAX = 2_251_799_813_685_248;

/** The least m >= 0 that holds, where what holds for some m >= 1 holds for every greater one; undefined beyond RESULTS_MAX. */
const leastThatHolds = (holds: (m: number) => boolean): number | undefined => {
  if (holds(0)) return 0;
  let low = 0; // does not hold
  let high = 1;
  while (!holds(high)) {
    if (high >= RESULTS_MAX) return undefined;
    low = high;
    high *= 2;
  }
  while (high - low > 1) {
    const middle = low + Math.floor((high - low) / 2);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
};

/**
 * The distance to the next tier up and down. Exact: a success never lowers a Wilson score and a failure never raises it, so the
 * first number of results that holds is found by halving.
 */
export const distanceOf = (params: Params, identity: Identity): Distance => {
  const { tier: held, lifetime } = identity;
  const [s, n] = [pooled(identity.successes), pooled(identity.attempts)];
  const afterSuccesses = (m: number): number => rowAfter(params, held, { s: s + m, n: n + m, lifetime: lifetime + m });
  const afterFailures = (m: number): number => rowAfter(params, held, { s, n: n + m, lifetime });
  const rise = held === 0 ? undefined : leastThatHolds((m) => afterSuccesses(m) < held);
  const drop = held === lastRow(params) ? undefined : leastThatHolds((m) => afterFailures(m) > held);
  return {
    now: afterFailures(0),
    rise: rise === undefined ? undefined : { results: rise, row: afterSuccesses(rise) },
    drop: drop === undefined ? undefined : { results: drop, row: afterFailures(drop) },
  };
};
