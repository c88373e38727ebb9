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

/** Builds and starts a server. Rejects with the system's error when it cannot listen. */
export const startServer = async ({ address, port, ...options }: Listening): Promise<RunningServer> => {
  let url = '';
  const publicUrl = (): string => options.publicUrl ?? url;
  const app = await buildServer({ ...options, publicUrl });
  await app.listen({ host: address, port });
  url = urlOf(app.server.address() as AddressInfo);
  const stop = async (): Promise<void> => {
    const cut = setTimeout(() => app.server.closeAllConnections(), options.limits.stopMs);
    await app.close();
    clearTimeout(cut);
  };
  return { url, publicUrl: publicUrl(), stop };
};
