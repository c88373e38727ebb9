import { chainError } from './failure.js';

/** The result, or a failure `timeout` after so many milliseconds; the work itself cannot be stopped and is forgotten. */
export const withDeadline = async <A>(work: Promise<A>, deadlineMs: number, what: string): Promise<A> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(chainError('timeout', `${what} took longer than ${deadlineMs} ms`)), deadlineMs);
  });
  work.catch(() => undefined); // what fails after its deadline has nobody left to hear it
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};
