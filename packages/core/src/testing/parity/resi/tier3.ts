import { type Fx, ratioFloor } from '../../../numbers/fx.js';

/** Share of spot checks that were valid, floor in Fx; undefined without any check. */
export const tier3PassRate = (valid: number, checks: number): Fx | undefined =>
  checks === 0 ? undefined : ratioFloor(valid, checks);

/**
 * Tier 3 of resi (vali_utils/miner_evaluator.py): at least 60 % of the checks are valid, inclusive; false without any check.
 * In integers: the original divides and compares doubles, which gives the same answer for every count below 2^50.
 */
export const tier3Passes = (valid: number, checks: number): boolean => checks > 0 && valid * 100 >= checks * 60;
