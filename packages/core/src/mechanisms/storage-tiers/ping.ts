import { type Fx, fxFromPpm } from '../../numbers/fx.js';
import { emaFloor } from '../../primitives/ema.js';
import type { Params } from './params.js';

/** What a ping may change. */
export interface Reachable {
  readonly missed: number;
  readonly score: Fx;
}

/**
 * Rule 5: an answer forgets the misses (not where `consecutive` is false); one miss more than allowed costs a penalty in the
 * score, and counting starts anew.
 */
export const afterPing = (
  { monitor, emaAlphappm }: Pick<Params, 'monitor' | 'emaAlphappm'>,
  { missed, score }: Reachable,
  up: boolean,
): Reachable => {
  if (up) return { missed: monitor.consecutive ? 0 : missed, score };
  if (missed + 1 <= monitor.missesAllowed) return { missed: missed + 1, score };
  return { missed: 0, score: emaFloor(emaAlphappm, fxFromPpm(monitor.penaltyppm), score) };
};
