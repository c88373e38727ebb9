import { type Mt19937, mt19937 } from '../python-random/mt19937.js';
import { pythonSample } from '../python-random/sample.js';

/** One draw: whom it took (undefined when nobody is eligible), and who is left of the round. */
export interface UncalledDraw {
  readonly selected: readonly number[] | undefined;
  readonly remaining: readonly number[];
}

const draw = (random: Mt19937, eligible: readonly number[], uncalled: readonly number[], k: number): UncalledDraw => {
  const pool = uncalled.length === 0 ? eligible : uncalled;
  if (pool.length === 0) return { selected: undefined, remaining: [] };
  const selected = pythonSample(random, pool, Math.min(k, pool.length));
  return { selected, remaining: pool.filter((uid) => !selected.includes(uid)) };
};

/**
 * The draws of masa/utils/uids.py (get_uncalled_miner_uids) when Python's random is seeded, which the original never does. The round
 * is filled again only when nobody is left at the start of a draw, so the last draw of a round may be short. Ours is topped up.
 */
export const uncalledDraws = (seed: bigint, eligible: readonly number[], k: number, draws: number): UncalledDraw[] => {
  const random = mt19937(seed);
  const found: UncalledDraw[] = [];
  for (let i = 0; i < draws; i += 1) found.push(draw(random, eligible, found[i - 1]?.remaining ?? [], k));
  return found;
};
