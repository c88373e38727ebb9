import { storeError, storeFailure } from './failure.js';
import { kurrentStore } from './kurrent-store.js';
import type { Store } from './store.js';

const DEADLINE_MS = 10_000;

/** Makes a client for a connection string; it connects at the first call. The client and its native module are loaded here. */
export const connect = async (connection: string, deadlineMs = DEADLINE_MS): Promise<Store> => {
  const { KurrentDBClient } = await import('@kurrent/kurrentdb-client');
  try {
    return kurrentStore(KurrentDBClient.connectionString(connection), deadlineMs);
  } catch {
    // The client's own words repeat the address, password included.
    throw storeError(storeFailure('address', 'the address has a part that cannot be read'));
  }
};
