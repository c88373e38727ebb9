import type { Account, Hash32 } from '../ids.js';

/** Which round of checks: the next one given what is known, or the first as if nothing had been checked. */
export type PlanRound = 'first' | 'next';

/** Rows of one submission that observers should check next, in drawn order. */
export interface PlannedCheck {
  readonly purpose: 'candidate' | 'lottery';
  readonly zipcode: string;
  readonly hotkey: Account;
  readonly contentSha256: Hash32;
  /** Rows of the file, of which `sampled` were drawn. */
  readonly rowCount: number;
  readonly sampled: readonly number[];
  /** Those of `sampled` that have no conclusive observation yet. */
  readonly rows: readonly number[];
}
