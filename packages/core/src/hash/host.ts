import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { decodeUtf8 } from './utf8.js';

/** SHA-256 of bytes, 32 bytes out. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** A running SHA-256. */
export interface Sha256Stream {
  readonly update: (bytes: Uint8Array) => void;
  readonly digest: () => Uint8Array;
}

/** What a host may do faster than plain JavaScript. Results are equal by test; only the speed differs. */
export interface Host {
  readonly sha256: Sha256;
  readonly sha256Stream: () => Sha256Stream;
  /** Text of the UTF-8 bytes [start, end). */
  readonly decodeText: (bytes: Uint8Array, start: number, end: number) => string;
}

/** The default host: plain JavaScript, runs anywhere. */
export const pureHost: Host = {
  sha256: (bytes) => nobleSha256(bytes),
  sha256Stream: () => {
    const stream = nobleSha256.create();
    return { update: (bytes) => void stream.update(bytes), digest: () => stream.digest() };
  },
  decodeText: decodeUtf8,
};
