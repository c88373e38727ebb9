const PAUSE_MAX_MS = 60_000;
const SECONDS = /^[0-9]{1,9}$/;

/**
 * Milliseconds to wait before the next try; undefined when the source asks for more patience than a look has, or for what cannot be
 * read: then the next look, some blocks later, is the next try. `chance` is in [0, 1): with full jitter, observers that failed together
 * do not come back together.
 */
export const retryPauseMs = (
  tries: number,
  firstPauseMs: number,
  chance: number,
  retryAfter: string | undefined,
): number | undefined => {
  const drawn = chance * Math.min(PAUSE_MAX_MS, firstPauseMs * 2 ** tries);
  if (retryAfter === undefined) return drawn;
  const asked = SECONDS.test(retryAfter) ? Number(retryAfter) * 1000 : Number.POSITIVE_INFINITY;
  return asked > PAUSE_MAX_MS ? undefined : Math.max(asked, drawn);
};
