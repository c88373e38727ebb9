import type { Met } from '../commands/expectation.js';

/** What came of --expect, in words. */
export const metLines = ({ what, expected, found, matches }: Met): string[] => {
  if (found === undefined) return [`${what}: cannot be compared, the epoch has none`];
  if (matches === true) return [`${what} matches: ${expected}`];
  return [`${what} differs`, `  expected  ${expected}`, `  found     ${found}`];
};
