import type { BucketCase } from './case.js';
import { creatingCases } from './creating.js';
import { listingCases } from './listing.js';
import { readingCases } from './reading.js';
import { newRig, type ServerUnderTest } from './rig.js';

export type { ServerUnderTest } from './rig.js';

/** One promise of the port, to be run by any test runner. */
export interface BucketContractCase {
  readonly name: string;
  readonly run: () => Promise<void>;
}

const CASES: readonly BucketCase[] = [...readingCases, ...listingCases, ...creatingCases];

/** What every S3 server must do for the adapter, each case in a bucket of its own. `server` is asked when a case runs. */
export const bucketContract = (server: () => Promise<ServerUnderTest>): readonly BucketContractCase[] =>
  CASES.map(({ name, isVersioned, run }, at) => ({
    name,
    run: async () => run(await newRig(await server(), `contract-${at}`, isVersioned)),
  }));
