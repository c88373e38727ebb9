/** What a source takes from its host, so that tests need no clock. */
export interface PaceHost {
  /** Milliseconds that only go forward. */
  readonly nowMs: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Bounds of how fast a source is asked. */
export interface PaceLimits {
  readonly perSecond: number;
  /** How many may go at once after a rest. */
  readonly burst: number;
  readonly concurrency: number;
}

/** The bounds of one source, shared by all who ask it. */
export interface Pace {
  /** Runs a task when fewer than `concurrency` run: first come, first served. */
  readonly inTurn: <A>(task: () => Promise<A>) => Promise<A>;
  /** Waits until the next request may go. Rejects when the signal ends the wait. */
  readonly nextToken: (signal: AbortSignal) => Promise<void>;
}

/** A timer of Node that is told more fires at once. */
const SLEEP_MAX_MS = 2 ** 31 - 1;

/** A bound of tasks at once, and a token bucket for the requests that they make. */
export const newPace = ({ perSecond, burst, concurrency }: PaceLimits, { nowMs, sleep }: PaceHost): Pace => {
  let tokens = burst;
  let filledMs = nowMs();
  let running = 0;
  const waiting: (() => void)[] = [];
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  };
  return {
    inTurn: async (task) => {
      if (running < concurrency) running += 1;
      else await new Promise<void>((go) => waiting.push(go));
      try {
        return await task();
      } finally {
        leave();
      }
    },
    nextToken: async (signal) => {
      const now = nowMs();
      tokens = Math.min(burst, tokens + ((now - filledMs) * perSecond) / 1000);
      filledMs = now;
      tokens -= 1; // below zero: it is taken from what is still to come, in the order in which they ask
      if (tokens >= 0) return;
      try {
        await sleep(Math.min(SLEEP_MAX_MS, (-tokens * 1000) / perSecond), signal);
      } catch (error) {
        tokens += 1; // who gives up asks for nothing
        throw error;
      }
    },
  };
};
