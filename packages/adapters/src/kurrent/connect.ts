import { type StoreFailure, storeError, storeFailure } from './failure.js';
import { kurrentStore } from './kurrent-store.js';
import type { Store } from './store.js';

const DEADLINE_MS = 10_000;

const NO_NATIVE_PART = /^Neon: unsupported|^no precompiled module|cannot find module '@kurrent|dlopen/i;

/** Why no client was made. The client's words on an address repeat it, password included, so they are never passed on. */
export const connectFailure = (error: unknown): StoreFailure => {
  const message = error instanceof Error ? error.message : '';
  const code = String((error as { readonly code?: unknown } | undefined)?.code);
  return NO_NATIVE_PART.test(message) || code === 'ERR_DLOPEN_FAILED'
    ? storeFailure('client', `the client of the event store cannot be loaded on ${process.platform} ${process.arch}`)
    : storeFailure('address', 'the address has a part that cannot be read');
};

/** Makes a client for a connection string; it connects at the first call. The client and its native module are loaded here. */
export const connect = async (connection: string, deadlineMs = DEADLINE_MS): Promise<Store> => {
  try {
    const { KurrentDBClient } = await import('@kurrent/kurrentdb-client');
    return kurrentStore(KurrentDBClient.connectionString(connection), deadlineMs);
  } catch (error) {
    throw storeError(connectFailure(error));
  }
};
