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

/** Runs a task when its turn comes: first come, first served. Rejects when the signal ends the wait. */
export type Pace = <A>(task: () => Promise<A>, signal: AbortSignal) => Promise<A>;

/** A token bucket and a bound of tasks at once, shared by all tasks of one source. */
export const newPace = ({ perSecond, burst, concurrency }: PaceLimits, { nowMs, sleep }: PaceHost): Pace => {
  let tokens = burst;
  let filledMs = nowMs();
  let running = 0;
  const waiting: (() => void)[] = [];
  const enter = async (): Promise<void> => {
    if (running < concurrency) running += 1;
    else await new Promise<void>((go) => waiting.push(go));
  };
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  };
  const takeToken = async (signal: AbortSignal): Promise<void> => {
    const now = nowMs();
    tokens = Math.min(burst, tokens + ((now - filledMs) * perSecond) / 1000);
    filledMs = now;
    tokens -= 1; // below zero: it is taken from what is still to come, in the order in which they ask
    if (tokens < 0) await sleep((-tokens * 1000) / perSecond, signal);
  };
  return async (task, signal) => {
    await enter();
    try {
      signal.throwIfAborted();
      await takeToken(signal);
      return await task();
    } finally {
      leave();
    }
  };
};
