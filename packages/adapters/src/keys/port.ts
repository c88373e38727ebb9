import type { Account } from '@subnet-scoring/core';

/** A hotkey that signs. What it is made of never leaves it. */
export interface Signer {
  readonly account: Account;
  /** sr25519 signature (64 bytes) over the raw bytes of a message. Throws after `close`. */
  readonly sign: (message: Uint8Array) => Uint8Array;
  /** Overwrites the key. */
  readonly close: () => void;
}
