import { storeError, storeFailure } from './failure.js';

/** The result, or a failure `timeout` after so many milliseconds; what comes later is forgotten. */
export const withDeadline = async <A>(work: Promise<A>, deadlineMs: number, what: string): Promise<A> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const message = `${what}: no answer within ${deadlineMs} ms`;
    timer = setTimeout(() => reject(storeError(storeFailure('timeout', message))), deadlineMs);
  });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};
