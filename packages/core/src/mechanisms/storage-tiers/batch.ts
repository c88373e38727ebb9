import type { Fx } from '../../numbers/fx.js';
import { type Attempt, type Entrant, judgeAttempts } from './attempt.js';
import { boostedOf } from './boost.js';
import type { Task } from './identity.js';
import { type Params, tierAt } from './params.js';
import { rewardOf } from './reward.js';
import { type Scaled, scaleBySpeed } from './speed.js';

/** A batch as it was scored; every list is in the order of the results. */
export interface ScoredBatch {
  readonly attempts: readonly Attempt[];
  /** The fastest, in any order. */
  readonly boosted: readonly Attempt[];
  /** Before speed. */
  readonly rewards: readonly Fx[];
  /** After it. */
  readonly scaled: Scaled;
}

/** Rules 1 to 3 for one batch: who passed, who was fastest, what it pays, what speed made of it. Pure. */
export const scoreBatch = (params: Params, task: Task, cutoffMs: number, entrants: readonly Entrant[]): ScoredBatch => {
  const attempts = judgeAttempts(params, cutoffMs, entrants);
  const boosted = boostedOf(params.boost, cutoffMs, attempts);
  const rewards = attempts.map((attempt) =>
    rewardOf(params.penalties, task, tierAt(params, attempt.tier), attempt.passed, boosted.includes(attempt)),
  );
  return { attempts, boosted, rewards, scaled: scaleBySpeed(params.speed, attempts, rewards) };
};
