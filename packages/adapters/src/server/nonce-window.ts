/** Remembers nonces as long as their envelopes could be sent again. */
export interface NonceWindow {
  /** True when it was used. */
  readonly has: (key: string) => boolean;
  /** Remembers a nonce; false when there is no room, and then nothing is remembered. */
  readonly add: (key: string, nowMs: number) => boolean;
  /** Milliseconds since 1970: a nonce of an envelope that expires until then may have been used, and is not known here. */
  readonly unknownUntilMs: () => number;
  readonly size: () => number;
}

/**
 * A window of at most `max` nonces of envelopes that expire at most `lifeMs` ahead. They are kept in two generations; when the
 * younger is `lifeMs` old, all of the elder have expired. What was taken before the first one, by a server that ran
 * before or a clock that was ahead, nobody here knows.
 */
export const nonceWindow = (max: number, lifeMs: number, startedMs: number): NonceWindow => {
  let elder: ReadonlySet<string> = new Set();
  let younger = new Set<string>();
  let elderSinceMs = startedMs;
  let youngerSinceMs = startedMs;
  const turn = (nowMs: number): void => {
    if (nowMs < youngerSinceMs + lifeMs) return;
    const isQuiet = nowMs >= youngerSinceMs + 2 * lifeMs; // for so long that the younger have expired as well
    elder = isQuiet ? new Set() : younger;
    elderSinceMs = isQuiet ? nowMs - lifeMs : youngerSinceMs;
    younger = new Set();
    youngerSinceMs = nowMs;
  };
  const size = (): number => elder.size + younger.size;
  return {
    has: (key) => elder.has(key) || younger.has(key),
    add: (key, nowMs) => {
      turn(nowMs);
      if (size() >= max) return false;
      younger.add(key);
      return true;
    },
    unknownUntilMs: () => elderSinceMs + lifeMs,
    size,
  };
};
