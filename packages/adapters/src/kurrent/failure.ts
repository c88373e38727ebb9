/** Why an event store gave no answer that can be used. */
export interface StoreFailure {
  readonly kind: 'network' | 'timeout' | 'denied' | 'refused' | 'address' | 'client';
  readonly message: string;
  readonly help: string;
}

const HELP: Readonly<Record<StoreFailure['kind'], string>> = {
  network:
    'check the address, that the server runs, and tls; what was acknowledged is stored, the rest can be sent again',
  timeout: 'try again: what was acknowledged is stored, and what is there already is not stored twice',
  denied: 'check user and password in the address, and the rights of that user on the streams of the log',
  refused: 'see the log of the server',
  client:
    'its native part is prebuilt for Linux and macOS on x64 and arm64 and for Windows on x64; install again without --omit=optional',
  address: 'write kurrentdb://HOST:PORT/NAME, and ?tls=false for a server without TLS',
};

/** A failure with the advice of its kind. */
export const storeFailure = (kind: StoreFailure['kind'], message: string): StoreFailure => ({
  kind,
  message,
  help: HELP[kind],
});

/** What a promise of the log rejects with when the store did not answer. */
export type StoreError = Error & { readonly storeFailure: StoreFailure };

export const storeError = (failure: StoreFailure): StoreError =>
  Object.assign(new Error(failure.message), { storeFailure: failure });

/** True for what a promise of the log rejects with when the store did not answer. */
export const isStoreError = (error: unknown): error is StoreError => error instanceof Error && 'storeFailure' in error;

const KINDS: Readonly<Record<string, StoreFailure['kind']>> = {
  unavailable: 'network',
  cancelled: 'network',
  'not-leader': 'network',
  timeout: 'timeout',
  'deadline-exceeded': 'timeout',
  'access-denied': 'denied',
  // What fails before the call itself keeps the number that gRPC gives it.
  1: 'network',
  4: 'timeout',
  7: 'denied',
  14: 'network',
  16: 'denied',
};

const MESSAGE_MAX = 300;

// A server's words are hostile: they are cut, and what a terminal would obey is taken out.
const wordsOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ').slice(0, MESSAGE_MAX);

/** What an exception of the client means. */
export const failureOf = (error: unknown, what: string): StoreFailure => {
  if (isStoreError(error)) return error.storeFailure;
  const { type, code } = error as { readonly type?: unknown; readonly code?: unknown };
  const kind = KINDS[String(type)] ?? KINDS[String(code)] ?? 'refused';
  // The client's own words for it are the name of a class.
  const words = kind === 'network' ? `the event store cannot be reached (${wordsOf(error)})` : wordsOf(error);
  return storeFailure(kind, `${what}: ${words}`);
};
