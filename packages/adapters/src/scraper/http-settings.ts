import type { PaceLimits } from './pace.js';

/** Where a source is and how it may be asked. */
export interface HttpSourceSettings {
  /** Such as https://listings.example: paths are looked up below it. */
  readonly baseUrl: string;
  /** Hosts with their ports that a redirect may lead to, beside that of baseUrl. Nothing else is ever asked. */
  readonly allowedHosts: readonly string[];
  /** Lets names lead to private addresses: for a source in one's own network. */
  readonly allowPrivate: boolean;
  readonly product: string;
  readonly robots: 'obey' | 'ignore';
  readonly pace: PaceLimits;
  /** For one try, from the first byte sent to the last one received. */
  readonly timeoutMs: number;
  /** For all tries and pauses of one look, from its turn on. */
  readonly deadlineMs: number;
  readonly attempts: number;
  readonly firstPauseMs: number;
  readonly maxBytes: number;
  readonly redirects: number;
}

/** Careful with a source that is somebody else's: one request in a second, two at once. */
export const HTTP_SOURCE: Omit<HttpSourceSettings, 'baseUrl'> = {
  allowedHosts: [],
  allowPrivate: false,
  product: 'subnet-scoring',
  robots: 'obey',
  pace: { perSecond: 1, burst: 2, concurrency: 2 },
  timeoutMs: 15_000,
  deadlineMs: 120_000,
  attempts: 4,
  firstPauseMs: 1_000,
  maxBytes: 2 * 1_048_576,
  redirects: 3,
};
