/** How many requests one caller may send: `burst` at once, and one more every `everyMs`. */
export interface Rate {
  readonly burst: number;
  readonly everyMs: number;
}

/** A bucket of tokens for each caller. */
export interface TokenBuckets {
  /** Takes one token; answers 0, or the milliseconds until there is one. */
  readonly take: (key: string, rate: Rate, nowMs: number) => number;
  /** Milliseconds until there is a token, without taking it. */
  readonly waitMs: (key: string, rate: Rate, nowMs: number) => number;
  readonly size: () => number;
}

/**
 * Buckets for at most `max` callers; the one that was used longest ago makes room, and is full when it comes back. A bucket
 * is one number, the time at which it will be full again, so nothing has to run between requests.
 */
export const tokenBuckets = (max: number): TokenBuckets => {
  const fullAt = new Map<string, number>();
  const waitMs = (key: string, { burst, everyMs }: Rate, nowMs: number): number => {
    const missingMs = Math.max(0, (fullAt.get(key) ?? nowMs) - nowMs);
    return Math.max(0, missingMs - (burst - 1) * everyMs);
  };
  return {
    waitMs,
    take: (key, rate, nowMs) => {
      const wait = waitMs(key, rate, nowMs);
      if (wait > 0) return wait;
      const next = Math.max(fullAt.get(key) ?? nowMs, nowMs) + rate.everyMs;
      fullAt.delete(key);
      fullAt.set(key, next);
      const [oldest] = fullAt.keys();
      if (fullAt.size > max && oldest !== undefined) fullAt.delete(oldest);
      return 0;
    },
    size: () => fullAt.size,
  };
};
