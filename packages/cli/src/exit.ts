/** What each exit code says; the whole table. "Found a problem" and "could not look" never share a code. */
export const EXITS = {
  0: 'done, or the check passed',
  1: 'the check ran and the answer is no',
  2: 'usage: an argument, option or setting is wrong',
  10: 'network',
  11: 'key',
  12: 'the data is invalid: a line, or a log that does not agree with itself',
  13: 'refused by the chain',
  15: 'timeout',
  16: 'file: not found, no permission, disk full, in use',
  70: 'a bug in this program',
  125: 'cannot judge: facts are missing or contradict each other',
  130: 'interrupted',
} as const;

export type ExitCode = keyof typeof EXITS;

/** All codes, ascending. */
export const EXIT_CODES = Object.keys(EXITS).map(Number) as readonly ExitCode[];

/** The code that counts when several hold: broken data first, then a "no", then what could not be judged. */
export const worstExit = (codes: Iterable<ExitCode>): ExitCode => {
  const found = new Set(codes);
  return ([70, 130, 16, 12, 1, 125, 2] as const).find((code) => found.has(code)) ?? 0;
};
