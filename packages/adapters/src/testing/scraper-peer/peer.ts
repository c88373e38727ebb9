import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Behaviour, behaviourOf, type Shares } from './behaviour.js';

/** A listing as the peer has it: any object with an id or zpid. */
export type PeerListing = Readonly<Record<string, unknown>>;

export interface ScraperPeerOptions {
  readonly listings: readonly PeerListing[];
  readonly trending?: readonly string[];
  /** Decides which requests are struck. */
  readonly seed?: string;
  readonly shares?: Shares;
  readonly robots?: string;
  /** How long a slow answer takes, and how long a dripping one waits between its bytes. */
  readonly slowMs?: number;
  /** 0 takes a free one. */
  readonly port?: number;
  /** Hears that a request came. */
  readonly heard?: () => void;
}

/** A source of listings for tests, on a port of its own at 127.0.0.1: tells the truth, or goes wrong as it is told. */
export interface ScraperPeer {
  readonly endpoint: string;
  /** Changes how the requests that follow are answered. */
  readonly behave: (shares: Shares) => void;
  readonly requests: () => number;
  readonly close: () => Promise<void>;
}

const json = (to: ServerResponse, status: number, value: unknown): void => {
  to.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
};

const lied = (listing: PeerListing): PeerListing => ({ ...listing, price: 1, address: '1 Nowhere Rd' });

const drip = (to: ServerResponse, text: string, everyMs: number): void => {
  let at = 0;
  to.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => {
    if (at >= text.length) to.end();
    else to.write(text[at]);
    at += 1;
  }, everyMs);
  to.on('close', () => clearInterval(timer));
};

const misbehave = (to: ServerResponse, behaviour: Behaviour, value: unknown, slowMs: number): boolean => {
  switch (behaviour) {
    case 'status429':
      to.writeHead(429, { 'retry-after': '0' }).end('slow down');
      return true;
    case 'status503':
      to.writeHead(503).end('down');
      return true;
    case 'captcha':
      to.writeHead(200, { 'content-type': 'text/html' }).end('<html>Please solve the captcha</html>');
      return true;
    case 'cut':
      to.writeHead(200, { 'content-length': '1000' });
      to.write('{"id":', () => to.destroy());
      return true;
    case 'redirect':
      to.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end();
      return true;
    case 'drip':
      drip(to, JSON.stringify(value), slowMs);
      return true;
    default:
      return false;
  }
};

/** Starts the peer. */
export const startScraperPeer = async (options: ScraperPeerOptions): Promise<ScraperPeer> => {
  const {
    listings,
    trending = [],
    seed = '1',
    robots = 'User-agent: *\nAllow: /\n',
    slowMs = 1000,
    port = 0,
  } = options;
  const byId = new Map(listings.map((listing) => [String(listing['id'] ?? listing['zpid']), listing]));
  const asked = new Map<string, number>();
  let shares: Shares = options.shares ?? {};
  let requests = 0;
  const answer = (path: string, to: ServerResponse): void => {
    if (path === '/robots.txt') return void to.writeHead(200, { 'content-type': 'text/plain' }).end(robots);
    const times = asked.get(path) ?? 0;
    asked.set(path, times + 1);
    const id = /^\/listings\/([A-Za-z0-9._-]{1,64})$/.exec(path)?.[1];
    const listing = id === undefined ? undefined : byId.get(id);
    const behaviour = behaviourOf(seed, shares, path, times);
    if (misbehave(to, behaviour, listing ?? {}, slowMs)) return;
    const tell = (): void => {
      if (path === '/trending') json(to, 200, trending);
      else if (listing === undefined) json(to, 404, { error: 'not found' });
      else json(to, 200, behaviour === 'lie' ? lied(listing) : listing);
    };
    if (behaviour !== 'slow') return tell();
    const timer = setTimeout(tell, slowMs);
    to.on('close', () => clearTimeout(timer));
  };
  const server = createServer((message, to) => {
    requests += 1;
    options.heard?.();
    answer((message.url ?? '/').split('?')[0] ?? '/', to);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    behave: (next) => {
      shares = next;
    },
    requests: () => requests,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
