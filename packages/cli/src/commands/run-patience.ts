import { setTimeout as sleep } from 'node:timers/promises';
import { type Problem, problemOf } from '../cli-error.js';
import type { Context } from '../context.js';
import type { ExitCode } from '../exit.js';
import { visible } from '../output/visible.js';

const PAUSE_MS = 1000;
const PAUSE_MAX_MS = 60_000;
const DOUBLINGS_MAX = 6;

/** Milliseconds to wait after so many failures in a row, from 1 on: doubled each time, and never more than a minute. */
export const pauseAfter = (failures: number): number =>
  Math.min(PAUSE_MAX_MS, PAUSE_MS << Math.min(failures - 1, DOUBLINGS_MAX));

/** True for what passes without anybody: the outside gives no answer, or what was sent is not settled. */
export const isPassing = ({ exit, code }: Problem): boolean =>
  exit === 10 || exit === 15 || code === 'UNSETTLED' || code === 'UNKNOWN_BLOCK';

/**
 * Does work again until it ends by itself, or by what needs a person: as if it had been killed and started anew after a pause. `work`
 * gets what it calls when it has come so far that its failures count from 1 again.
 */
export const patiently = async (
  context: Context,
  work: (gotOn: () => void) => Promise<ExitCode>,
  pause: (ms: number) => Promise<void> = sleep,
): Promise<ExitCode> => {
  let failures = 0;
  for (;;) {
    try {
      return await work(() => {
        failures = 0;
      });
    } catch (error) {
      const problem = problemOf(error);
      if (!isPassing(problem)) throw error;
      failures += 1;
      const ms = pauseAfter(failures);
      await context.warn(`warning: ${problem.code}: ${visible(problem.message)}`, `  again in ${ms / 1000} s`);
      await pause(ms);
    }
  }
};
