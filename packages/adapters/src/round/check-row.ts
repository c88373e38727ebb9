import type { Hash32, SpotCheckFailed, SpotCheckInconclusive } from '@subnet-scoring/core';

/** What a look at a row found. */
export type RowCheck = { readonly evidenceSha256: Hash32 } & (
  | { readonly kind: 'passed' }
  | {
      readonly kind: 'failed';
      readonly verdict: SpotCheckFailed['data']['verdict'];
      readonly fields: readonly string[];
    }
  | {
      readonly kind: 'inconclusive';
      readonly cause: SpotCheckInconclusive['data']['cause'];
      readonly detail: string;
    }
);

/** Says whether a row is what the source has. */
export interface Scraper {
  readonly check: (row: {
    readonly zipcode: string;
    readonly values: Readonly<Record<string, string>>;
  }) => Promise<RowCheck>;
}
