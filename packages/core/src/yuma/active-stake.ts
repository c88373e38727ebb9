import { normalize } from './normalize.js';
import type { Vector } from './sparse-matrix.js';

/** True for who set weights within the cutoff (blocks), counted from `block`. */
export const activeMask = (lastUpdate: readonly number[], cutoffBlocks: number, block: number): readonly boolean[] =>
  lastUpdate.map((updated) => updated + cutoffBlocks >= block);

/** Stake of the active neurons with a permit, as proportions of all of it (I32F32). */
export const activeStake = (stake: Vector, active: readonly boolean[], permits: readonly boolean[]): Vector =>
  normalize(stake.map((value, uid) => (active[uid] === true && permits[uid] === true ? value : 0n)));
