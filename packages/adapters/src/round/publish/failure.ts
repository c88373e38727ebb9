import type { RoundFailure } from '../failure.js';

/** Why nothing more was published. */
export type PublishFailure =
  | RoundFailure
  /** Something else was published already: what was said once stays. Exit 1. */
  | { readonly kind: 'published'; readonly message: string };

export const publishedBefore = (message: string): PublishFailure => ({ kind: 'published', message });
