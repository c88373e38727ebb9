import type { EpochResult } from '@subnet-scoring/core';

/** What an operator should know of an epoch: of its rules, then of each mechanism. */
export const noticesOf = ({ notices, mechanisms }: EpochResult): readonly string[] => [
  ...notices,
  ...mechanisms.flatMap((mechanism) => mechanism.notices),
];

/** Notices of the rules alone, for whoever looks at something else than the result of the epoch. */
export const ruleNoticeLines = ({ epoch, notices }: EpochResult): string[] =>
  notices.map((text) => `notice: epoch ${epoch}: ${text}`);
