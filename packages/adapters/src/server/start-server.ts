import type { AddressInfo } from 'node:net';
import { buildServer, type ServerOptions } from './build-server.js';

/** A server that listens. */
export interface RunningServer {
  /** Where it listens: `http://127.0.0.1:8080`. */
  readonly url: string;
  readonly publicUrl: string;
  /** Takes no more connections, answers what has arrived, and cuts off what takes longer than limits.stopMs. */
  readonly stop: () => Promise<void>;
}

/** Where to listen; port 0 takes a free one. */
export interface Listening extends Omit<ServerOptions, 'publicUrl'> {
  readonly address: string;
  readonly port: number;
  /** Address that callers use, when it is another one than it listens on. */
  readonly publicUrl?: string;
}

const urlOf = ({ address, family, port }: AddressInfo): string =>
  `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;

/** Takes a port that nobody has, so that the address is known before the server is built. */
const freePort = async (address: string): Promise<number> => {
  const { createServer } = await import('node:net');
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, address, resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};

/** Builds and starts a server. Rejects with the system's error when it cannot listen. */
export const startServer = async ({ address, port: wanted, ...options }: Listening): Promise<RunningServer> => {
  const port = wanted === 0 ? await freePort(address) : wanted;
  const isV6 = address.includes(':');
  const { publicUrl = urlOf({ address, port, family: isV6 ? 'IPv6' : 'IPv4' }) } = options;
  const app = await buildServer({ ...options, publicUrl });
  await app.listen({ host: address, port });
  const stop = async (): Promise<void> => {
    const cut = setTimeout(() => app.server.closeAllConnections(), options.limits.stopMs);
    await app.close();
    clearTimeout(cut);
  };
  return { url: urlOf(app.server.address() as AddressInfo), publicUrl, stop };
};
