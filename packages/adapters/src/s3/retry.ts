import { type Either, isRight } from 'fp-ts/lib/Either.js';
import type { BucketFailure } from '../ports.js';

const ATTEMPTS_MAX = 4;
const FIRST_PAUSE_MS = 200;

export type Sleep = (ms: number) => Promise<void>;

/**
 * Tries up to four times while the network is to blame, with pauses of 200, 400 and 800 ms, and not beyond the deadline.
 * For what may be done twice only.
 */
export const withRetries = async <A>(
  attempt: () => Promise<Either<BucketFailure, A>>,
  deadline: AbortSignal,
  sleep: Sleep,
): Promise<Either<BucketFailure, A>> => {
  for (let pauses = 0; ; pauses += 1) {
    const result = await attempt();
    if (isRight(result) || result.left.kind !== 'network') return result;
    if (pauses === ATTEMPTS_MAX - 1 || deadline.aborted) return result;
    await sleep(FIRST_PAUSE_MS * 2 ** pauses);
  }
};
