import type { Server } from 'node:http';
import { addressKey } from './address-key.js';

/**
 * Cuts what an address opens beyond `max` connections. Each is bounded in time, but who opens new ones for those that are cut
 * would hold all places of the server and never send a request that counts.
 */
export const limitConnections = (server: Server, max: number): void => {
  const open = new Map<string, number>();
  server.on('connection', (socket) => {
    const key = addressKey(`${socket.remoteAddress}`);
    const others = open.get(key) ?? 0;
    if (others >= max) {
      socket.destroy();
      return;
    }
    open.set(key, others + 1);
    socket.once('close', () => {
      const left = (open.get(key) ?? 1) - 1;
      if (left > 0) open.set(key, left);
      else open.delete(key);
    });
  });
};
