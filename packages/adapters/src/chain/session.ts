import * as E from 'fp-ts/lib/Either.js';
import { type Connection, type ConnectOptions, connect } from './connect.js';
import { withDeadline } from './deadline.js';
import { attempt, chainFailure } from './failure.js';
import type { ChainFailure, FromChain } from './port.js';

/** Where a chain is, and how patiently it is asked. */
export interface SessionOptions extends ConnectOptions {
  /** Addresses of nodes of one chain, tried in turn. */
  readonly endpoints: readonly string[];
  /** How often a call is tried when the network fails, over all endpoints. */
  readonly attempts: number;
  /** Waits between two attempts. */
  readonly sleep: (ms: number) => Promise<void>;
}

/** One connection at a time, renewed when it is lost. */
export interface Session {
  /** Runs work on a connection; what the network breaks is tried again on the next endpoint. */
  readonly use: <A>(what: string, work: (connection: Connection) => Promise<A>) => FromChain<A>;
  /** The same, and nothing is tried again: for what must not be done twice. */
  readonly useOnce: <A>(what: string, work: (connection: Connection) => Promise<A>, boundMs?: number) => FromChain<A>;
  readonly close: () => Promise<void>;
}

type Opening = Promise<E.Either<ChainFailure, Connection>>;

const BACKOFF_MS = 500;
const BACKOFF_MAX_MS = 8_000;

/** Milliseconds to wait before the next attempt: doubled each time. */
const backoffMs = (failed: number): number => Math.min(BACKOFF_MAX_MS, BACKOFF_MS << Math.min(failed - 1, 4));

const isPassing = ({ kind }: ChainFailure): boolean => kind === 'network' || kind === 'timeout';

/** A session over some endpoints. Nothing is connected before the first use. */
export const openSession = (options: SessionOptions): Session => {
  const { endpoints, attempts, deadlineMs, sleep } = options;
  let connection: Opening | undefined;
  let next = 0;
  let closed = false;

  const connected = (): Opening => {
    const endpoint = endpoints[next % endpoints.length];
    if (closed || endpoint === undefined)
      return Promise.resolve(E.left(chainFailure('network', 'there is no endpoint to ask')));
    connection ??= connect(endpoint, options);
    return connection;
  };
  // Several questions are on one connection: the first that fails drops it, or the others would drop the next one, too.
  const drop = async (former: Opening | undefined): Promise<void> => {
    if (former === undefined || former !== connection) return;
    connection = undefined;
    next += 1;
    const open = await former;
    if (E.isRight(open)) await open.right.close();
  };
  const ask = async <A>(
    opening: Opening,
    what: string,
    work: (connection: Connection) => Promise<A>,
    boundMs: number,
  ): FromChain<A> => {
    const open = await opening;
    if (E.isLeft(open)) return open;
    return attempt(() => withDeadline(work(open.right), boundMs, what));
  };

  return {
    useOnce: (what, work, boundMs = deadlineMs) => ask(connected(), what, work, boundMs),
    use: async (what, work) => {
      for (let failed = 1; ; failed += 1) {
        const opening = connected();
        const result = await ask(opening, what, work, deadlineMs);
        if (E.isRight(result) || !isPassing(result.left)) return result;
        await drop(opening);
        if (failed >= attempts || closed) return result;
        await sleep(backoffMs(failed));
      }
    },
    close: async () => {
      closed = true;
      await drop(connection);
    },
  };
};
