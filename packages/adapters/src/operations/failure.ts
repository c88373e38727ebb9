import type { DataError, EpochNumber } from '@subnet-scoring/core';

/** Why an operation did not give its result. Facts that are missing and facts that are wrong never share a kind. */
export type Failure =
  /** The data is wrong: exit 12. */
  | { readonly kind: 'invalid'; readonly errors: readonly DataError[] }
  /** Facts are missing or contradict each other: exit 125. */
  | { readonly kind: 'cannotJudge'; readonly epoch: EpochNumber; readonly missing: readonly string[] }
  /** The question does not fit the log: exit 2. */
  | { readonly kind: 'usage'; readonly message: string; readonly help: string };

export const invalid = (...errors: DataError[]): Failure => ({ kind: 'invalid', errors });

export const usage = (message: string, help: string): Failure => ({ kind: 'usage', message, help });
