import type { EventLog } from '@subnet-scoring/adapters/ports';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * The same log, which gives the event loop a turn for every piece of a segment: work on many epochs never waits for
 * anything, and without a turn it would not hear that somebody wants to interrupt it.
 */
export const responsive = (log: EventLog): EventLog => ({
  ...log,
  readSegment: async function* (epoch) {
    for await (const piece of log.readSegment(epoch)) {
      await turn();
      yield piece;
    }
  },
});
