import type { Hash32, SpotCheckFailed, SpotCheckInconclusive } from '@subnet-scoring/core';

/** Why a source gave no answer that can be held against anybody. */
export type InconclusiveCause = SpotCheckInconclusive['data']['cause'];

/** What a source answered: a status and a body within the limits. */
export interface SourceAnswer {
  readonly status: number;
  readonly body: Uint8Array;
}

/** An answer, or the cause why there is none; `detail` is for the operator and in no fact. */
export type Looked =
  | { readonly kind: 'answered'; readonly answer: SourceAnswer }
  | { readonly kind: 'unanswered'; readonly cause: InconclusiveCause; readonly detail: string };

/** Where the truth about listings is looked up. */
export interface Source {
  /** Looks up a path below the source. Never throws: an outage is an answer of this function too. */
  readonly look: (path: string) => Promise<Looked>;
}

/** A row to check: what the submission says, and the zipcode that it was handed in for. */
export interface RowToCheck {
  readonly zipcode: string;
  readonly values: Readonly<Record<string, string>>;
}

/** What a check found. evidenceSha256 is the hash of the bytes that came, of no bytes when none came. */
export type RowCheck = { readonly evidenceSha256: Hash32 } & (
  | { readonly kind: 'passed' }
  | {
      readonly kind: 'failed';
      readonly verdict: SpotCheckFailed['data']['verdict'];
      readonly fields: readonly string[];
    }
  | { readonly kind: 'inconclusive'; readonly cause: InconclusiveCause; readonly detail: string }
);

/** Says whether a row is what the source has. */
export interface Scraper {
  readonly check: (row: RowToCheck) => Promise<RowCheck>;
}
