import type { KurrentDBClient, ReadStreamOptions, ResolvedEvent } from '@kurrent/kurrentdb-client';
import { withDeadline } from './deadline.js';
import { failureOf, storeError } from './failure.js';
import { withRetries } from './retry.js';
import type { NewEvent, ReadEvent, Store } from './store.js';

type Client = Pick<KurrentDBClient, 'appendToStream' | 'readStream' | 'dispose'>;

const isOfType = (error: unknown, type: string): boolean =>
  error instanceof Error && 'type' in error && error.type === type;

const NO_BYTES = new Uint8Array();

// Data that somebody else wrote as JSON was parsed on the way: it is no bytes of ours, and its id will say so.
const readEventOf = ({ event }: ResolvedEvent): ReadEvent | undefined =>
  event === undefined
    ? undefined
    : {
        id: event.id,
        type: event.type,
        data: event.data instanceof Uint8Array ? event.data : NO_BYTES,
        revision: Number(event.revision),
      };

/** Events of a read; each wait for the next ones has the deadline. */
async function* eventsOf(
  client: Client,
  stream: string,
  options: ReadStreamOptions,
  deadlineMs: number,
): AsyncGenerator<ReadEvent> {
  const what = `reading ${stream}`;
  const events = client.readStream(stream, options)[Symbol.asyncIterator]();
  for (;;) {
    const next = await withDeadline(events.next(), deadlineMs, what);
    if (next.done === true) return;
    const event = readEventOf(next.value);
    if (event !== undefined) yield event;
  }
}

/** The store behind a client; `deadlineMs` bounds every call. */
export const kurrentStore = (client: Client, deadlineMs: number): Store => {
  /** Goes on behind what was read already when the connection breaks. */
  async function* read(stream: string, from: number): AsyncGenerator<ReadEvent> {
    let next = from;
    let events = eventsOf(client, stream, { fromRevision: BigInt(next) }, deadlineMs);
    for (;;) {
      const step = await withRetries(`reading ${stream}`, () => events.next().catch(again));
      if (step === undefined || step.done === true) return;
      next = step.value.revision + 1;
      yield step.value;
    }
    function again(error: unknown): undefined {
      if (isOfType(error, 'stream-not-found')) return undefined;
      events = eventsOf(client, stream, { fromRevision: BigInt(next) }, deadlineMs);
      throw error;
    }
  }
  const readLast = async (stream: string): Promise<ReadEvent | undefined> => {
    const options = { direction: 'backwards', fromRevision: 'end', maxCount: 1 } as const;
    const first = async () => {
      for await (const event of eventsOf(client, stream, options, deadlineMs)) return event;
      return undefined;
    };
    return withRetries(`reading ${stream}`, () =>
      first().catch((error: unknown) => {
        if (isOfType(error, 'stream-not-found')) return undefined;
        throw error;
      }),
    );
  };
  const append = async (stream: string, count: number, events: readonly NewEvent[]): Promise<'stored' | 'conflict'> => {
    // Binary, so that nothing on the way reads our bytes as JSON and writes them anew.
    const sent = events.map((event) => ({
      ...event,
      metadata: undefined,
      contentType: 'application/octet-stream' as const,
    }));
    const streamState = count === 0 ? 'no_stream' : BigInt(count - 1);
    const what = `appending to ${stream}`;
    return withRetries(what, async () => {
      try {
        await withDeadline(
          client.appendToStream(stream, sent, { streamState, deadline: deadlineMs }),
          2 * deadlineMs,
          what,
        );
        return 'stored';
      } catch (error) {
        if (isOfType(error, 'wrong-expected-version')) return 'conflict';
        throw storeError(failureOf(error, what));
      }
    });
  };
  return { append, read, readLast, close: () => client.dispose() };
};
