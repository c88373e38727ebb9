import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as E from 'fp-ts/lib/Either.js';
import { bodyError } from './check-body.js';
import { checkSignature, type Keys } from './check-signature.js';
import { type Fault, type Faults, newFaults, spoil } from './faults.js';
import { decodePercent, parseQuery, type S3Request, type S3Response, s3Error } from './message.js';
import { operationOf, perform } from './operations.js';
import { answerError } from './responses.js';
import { send } from './send.js';
import { newStore, type Store } from './store.js';

const BODY_BYTES_MAX = 256 * 1_048_576;

/** An S3 server for tests, on a port of its own at 127.0.0.1. */
export interface S3Peer {
  readonly endpoint: string;
  readonly store: Store;
  readonly faults: Faults;
  /** How many requests came, the refused ones included. */
  readonly requests: () => number;
  readonly close: () => Promise<void>;
}

export interface S3PeerOptions {
  readonly keys: Keys;
  /** Milliseconds since 1970: decides skew, expiry and the times of objects. */
  readonly now?: () => number;
  /** 0 takes a free one. */
  readonly port?: number;
  /** Hears each request that may change something, before it is answered: what a peer that is killed has to remember. */
  readonly keep?: (request: S3Request) => void;
  /** What another peer kept, in its order: this one goes on where that one ended. */
  readonly kept?: readonly S3Request[];
  /** Hears that a request came. */
  readonly heard?: () => void;
}

const READS = new Set(['GET', 'HEAD']);

const readBody = async (message: IncomingMessage): Promise<Buffer | undefined> => {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of message as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > BODY_BYTES_MAX) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
};

const headersOf = (message: IncomingMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, [value ?? ''].flat().join(',')]));

const requestOf = (message: IncomingMessage, body: Buffer, nowMs: number): S3Request | undefined => {
  const [rawPath = '', search = ''] = (message.url ?? '').split(/\?(.*)/s);
  const path = decodePercent(rawPath);
  const query = parseQuery(search);
  if (path === undefined || query === undefined || !path.startsWith('/')) return undefined;
  const [bucket = '', key = ''] = path.slice(1).split(/\/(.*)/s);
  return { method: message.method ?? '', rawPath, bucket, key, query, headers: headersOf(message), body, nowMs };
};

interface Outcome {
  readonly response: S3Response;
  readonly fault?: Fault | undefined;
}

interface Told extends Pick<S3PeerOptions, 'keys' | 'keep'> {
  readonly store: Store;
  readonly faults: Faults;
}

const answer = (request: S3Request, { keys, keep, store, faults }: Told): Outcome => {
  const payload = checkSignature(request, keys);
  if (E.isLeft(payload)) return { response: answerError(payload.left) };
  const error = bodyError(request, payload.right);
  if (error !== undefined) return { response: answerError(error) };
  const operation = operationOf(request);
  if (operation === undefined) return { response: answerError(s3Error(501, 'NotImplemented', 'the peer has no such')) };
  const fault = faults.take(operation, request.key);
  if (fault?.kind === 'status') return { response: answerError(s3Error(fault.status, fault.code, 'as told')) };
  if (!READS.has(request.method)) keep?.(request);
  return { response: spoil(perform(operation, store, request), fault), fault };
};

/** Does again what a peer was told: ids follow from how many were given out, so that versions get the same. */
const remember = (store: Store, kept: readonly S3Request[]): void => {
  for (const request of kept) {
    const operation = operationOf(request);
    if (operation !== undefined) perform(operation, store, request);
  }
};

/** Starts a server that keeps everything in memory. */
export const startS3Peer = async (options: S3PeerOptions): Promise<S3Peer> => {
  const { now = Date.now, port = 0, kept = [], heard } = options;
  const store = newStore();
  const faults = newFaults();
  remember(store, kept);
  let requests = 0;
  const handle = async (message: IncomingMessage): Promise<Outcome> => {
    requests += 1;
    heard?.();
    const body = await readBody(message);
    if (body === undefined) return { response: answerError(s3Error(400, 'EntityTooLarge', 'the body is too large')) };
    const request = requestOf(message, body, now());
    if (request === undefined)
      return { response: answerError(s3Error(400, 'InvalidURI', 'the URI cannot be decoded')) };
    return answer(request, { ...options, store, faults });
  };
  const server = createServer((message, to) => {
    handle(message).then(
      ({ response, fault }) => send(to, response, message.method === 'HEAD', fault),
      () => to.destroy(), // the client went away in the middle of its body
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    store,
    faults,
    requests: () => requests,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
