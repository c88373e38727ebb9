import { type LookupAddress, type LookupAllOptions, lookup } from 'node:dns';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPrivateAddress } from './private-address.js';

/** One request and its answer: redirects are not followed, bodies not unpacked. Rejects when there is no whole answer. */
export type HttpGet = (
  url: URL,
  options: {
    readonly headers: Readonly<Record<string, string>>;
    readonly signal: AbortSignal;
    readonly maxBytes: number;
    readonly allowPrivate: boolean;
  },
) => Promise<{
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}>;

/** What finds the addresses of a name: `lookup` of node:dns, or that of a test. */
type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * Finds the addresses of a name for one connection, and fails when one of them is private. A connection is made to what was judged
 * here and nothing else, so a name that leads elsewhere a moment later changes nothing.
 */
export const publicLookup =
  (resolve: Resolve = lookup): LookupFunction =>
  (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, '', 4);
      const bad = addresses.find(({ address }) => isPrivateAddress(address));
      const [first] = addresses;
      if (bad !== undefined || first === undefined) return callback(new Error(`${hostname} is not public`), '', 4);
      if (options.all === true) return callback(null, addresses);
      return callback(null, first.address, first.family);
    });
  };

const collect = async (message: IncomingMessage, maxBytes: number): Promise<Uint8Array> => {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of message as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > maxBytes) throw new Error(`answer of more than ${maxBytes} bytes`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
};

/** GET over HTTP or HTTPS by Node itself. A private address is refused unless it is allowed, whatever name leads to it. */
export const nodeHttpGet: HttpGet = async (url, { headers, signal, maxBytes, allowPrivate }) => {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!allowPrivate && isIP(host) !== 0 && isPrivateAddress(host)) throw new Error(`${host} is not public`);
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const message = await new Promise<IncomingMessage>((done, fail) => {
    const judged = allowPrivate ? {} : { lookup: publicLookup() };
    request(url, { headers: { ...headers, 'accept-encoding': 'identity' }, signal, agent: false, ...judged })
      .once('response', done)
      .on('error', fail) // and again when it is destroyed
      .once('close', () => fail(new Error('closed without an answer'))) // an upgrade that nobody asked for is no error
      .end();
  });
  try {
    const body = await collect(message, maxBytes);
    // Cut off by us, a body without a length looks like a whole one.
    if (!message.complete || signal.aborted) throw new Error('the answer was cut off');
    const flat = Object.entries(message.headers).map(([name, value]) => [name, [value].flat().join(', ')]);
    return { status: message.statusCode ?? 0, headers: Object.fromEntries(flat), body };
  } finally {
    message.destroy();
  }
};
