import { compareAccounts } from '../../ids.js';
import type { Attempt } from './attempt.js';
import type { Params } from './params.js';

const isFaster = (a: Attempt, b: Attempt): boolean =>
  a.latencyMs < b.latencyMs || (a.latencyMs === b.latencyMs && compareAccounts(a.hotkey, b.hotkey) < 0);

/**
 * Rule 2: the `slots` fastest passed results below the cutoff, fastest first, ties by account bytes. Without requiresSuccess any
 * result may take a slot, as in the original.
 */
export const boostedOf = (
  { requiresSuccess, slots }: Params['boost'],
  cutoffMs: number,
  attempts: readonly Attempt[],
): readonly Attempt[] => {
  const fastest: Attempt[] = [];
  for (const attempt of attempts) {
    const { passed, timed, latencyMs } = attempt;
    if (latencyMs >= cutoffMs || !timed || (requiresSuccess && !passed)) continue;
    let place = fastest.length;
    for (let before = fastest[place - 1]; before !== undefined && isFaster(attempt, before); ) {
      place -= 1;
      before = fastest[place - 1];
    }
    if (place >= slots) continue;
    fastest.splice(place, 0, attempt);
    if (fastest.length > slots) fastest.pop();
  }
  return fastest;
};
