import { setTimeout as sleep } from 'node:timers/promises';
import type { RunOptions } from '@subnet-scoring/adapters/round';
import { problemOf } from '../cli-error.js';
import type { Context } from '../context.js';
import { useLog } from './open-log.js';
import type { LogOptions } from './options.js';

/** How long it is asked for a log that somebody else writes to. */
export interface LogPatience {
  readonly tries: number;
  readonly pauseMs: number;
}

const HALF_A_MINUTE: LogPatience = { tries: 120, pauseMs: 250 };

/**
 * Opens the log for writing, for as long as it is used. While somebody else writes to it, it is asked for again, so that `log append`
 * and a run do not end each other.
 */
export const patientLog =
  (context: Context, options: LogOptions, { tries, pauseMs } = HALF_A_MINUTE): RunOptions['withLog'] =>
  async (use) => {
    for (let tried = 1; ; tried += 1) {
      try {
        return await useLog(context, options, 'write', use);
      } catch (error) {
        const { code, message } = problemOf(error);
        if (code !== 'LOG_IN_USE' || tried >= tries) throw error;
        if (tried === 1) await context.note(`${message}: waiting for it`);
        await sleep(pauseMs);
      }
    }
  };
