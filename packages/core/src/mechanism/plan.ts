import type { Account, Block, Hash32 } from '../ids.js';

/** Which round of checks: the next one given what is known, or the first as if nothing had been checked. */
export type PlanRound = 'first' | 'next';

/** Rows of one submission that observers should check next, in drawn order. */
export interface PlannedRows {
  /** A confirmation looks up again what one look found not to exist. */
  readonly purpose: 'candidate' | 'lottery' | 'confirmation';
  readonly zipcode: string;
  readonly hotkey: Account;
  readonly contentSha256: Hash32;
  /** Rows of the file, of which `sampled` were drawn. */
  readonly rowCount: number;
  readonly sampled: readonly number[];
  /** Those of `sampled` that have no conclusive observation yet; of a confirmation those that are to be confirmed. */
  readonly rows: readonly number[];
  /** Of a confirmation: the block from which another look of the same observer counts. Another observer's counts at once. */
  readonly fromBlock?: Block;
}

/** Items of one answer that an observer should check next, in drawn order. */
export interface PlannedItems {
  readonly purpose: 'answer';
  readonly query: string;
  readonly hotkey: Account;
  /** Whose query it was: checks of nobody else count. */
  readonly by: Account;
  /** Distinct items of the answer, of which `sampled` were drawn. */
  readonly itemCount: number;
  readonly sampled: readonly string[];
  /** Those of `sampled` that have no conclusive observation yet. */
  readonly items: readonly string[];
}

/** What observers should check next: rows of a file or items of an answer, as the facts of a spot check name them. */
export type PlannedCheck = PlannedRows | PlannedItems;
