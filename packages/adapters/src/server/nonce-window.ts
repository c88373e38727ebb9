/** Remembers nonces as long as their envelopes could be sent again. */
export interface NonceWindow {
  /** True when it was used and has not expired. */
  readonly has: (key: string) => boolean;
  /** Remembers a nonce; false when there is no room, and then nothing is remembered. */
  readonly add: (key: string, expiresMs: number, nowMs: number) => boolean;
  readonly size: () => number;
}

/** A window of at most `max` nonces. Expired ones go when there is no room, so each is looked at a bounded number of times. */
export const nonceWindow = (max: number): NonceWindow => {
  const expiries = new Map<string, number>();
  let sweptMs = Number.NEGATIVE_INFINITY;
  const sweep = (nowMs: number): void => {
    if (nowMs <= sweptMs) return; // nothing more can have expired
    sweptMs = nowMs;
    for (const [key, expiresMs] of expiries) if (expiresMs <= nowMs) expiries.delete(key);
  };
  return {
    has: (key) => expiries.has(key),
    add: (key, expiresMs, nowMs) => {
      if (expiries.size >= max) sweep(nowMs);
      if (expiries.size >= max) return false;
      expiries.set(key, expiresMs);
      return true;
    },
    size: () => expiries.size,
  };
};
