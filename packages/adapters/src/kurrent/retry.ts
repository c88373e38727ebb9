import { failureOf, type StoreFailure, storeError } from './failure.js';

const WAITS_MS = [50, 200, 800];

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Does it again while the network fails, for about a second: events carry their own ids, so that one whose answer was lost is not
 * stored twice. What ran into its deadline is not tried again; whoever waits has waited long enough.
 */
export const withRetries = async <A>(what: string, work: () => Promise<A>): Promise<A> => {
  let failure: StoreFailure | undefined;
  for (const milliseconds of [0, ...WAITS_MS]) {
    if (milliseconds > 0) await wait(milliseconds);
    try {
      return await work();
    } catch (error) {
      failure = failureOf(error, what);
      if (failure.kind !== 'network') break;
    }
  }
  throw storeError(failure ?? failureOf(undefined, what));
};
