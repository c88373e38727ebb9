import type { TaskResult } from '../../event/task-batch-completed.js';
import { keepsOriginalTimes, type Params } from './params.js';

/** One result of a batch with the tier that its hotkey held before it. */
export interface Entrant extends TaskResult {
  /** Row of the tier table. */
  readonly tier: number;
}

/** One result as the rules see it: whether it passed, and the time it is scored by. */
export interface Attempt {
  readonly hotkey: TaskResult['hotkey'];
  readonly bytes: number;
  readonly tier: number;
  readonly passed: boolean;
  readonly latencyMs: number;
  /** False where the original knows no time: such a result is never among the fastest. */
  readonly timed: boolean;
}

const MISSING_MS = 1_000; // the original's 1 second, when nobody of the batch has a time

const judge = ({ hotkey, bytes, tier, outcome, latencyMs }: Entrant, cutoffMs: number): Attempt => {
  const late = outcome === 'timeout' || (outcome === 'passed' && latencyMs > cutoffMs);
  const passed = outcome === 'passed' && !late;
  return { hotkey, bytes, tier, passed, latencyMs: late ? cutoffMs : latencyMs, timed: true };
};

/** The original: a late answer counts as passed, and a time that is missing is the greatest other one of the batch. */
const judgeAsOriginal = (entrants: readonly Entrant[]): Attempt[] => {
  let greatestMs = 0;
  for (const { outcome, latencyMs } of entrants) {
    if (outcome !== 'timeout') greatestMs = Math.max(greatestMs, latencyMs);
  }
  const missingMs = greatestMs === 0 ? MISSING_MS : greatestMs;
  return entrants.map(({ hotkey, bytes, tier, outcome, latencyMs }) => {
    const timed = outcome !== 'timeout';
    return { hotkey, bytes, tier, passed: outcome === 'passed', latencyMs: timed ? latencyMs : missingMs, timed };
  });
};

/**
 * Rule 1: a passed result behind the cutoff is a timeout, and a timeout is a failure that took the cutoff. One attempt for
 * each result, in the order given.
 */
export const judgeAttempts = (params: Params, cutoffMs: number, entrants: readonly Entrant[]): Attempt[] =>
  keepsOriginalTimes(params) ? judgeAsOriginal(entrants) : entrants.map((entrant) => judge(entrant, cutoffMs));
