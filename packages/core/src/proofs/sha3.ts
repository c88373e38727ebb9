import { sha3_256 } from '@noble/hashes/sha3.js';
import { toHex } from '../hash/bytes.js';

/** SHA3-256 of byte arrays, one behind the other. */
export type Sha3 = (parts: readonly Uint8Array[]) => Uint8Array;

/** SHA3-256 in plain JavaScript. A host with a faster one hands it to the functions that hash whole files. */
export const pureSha3: Sha3 = (parts) => {
  const stream = sha3_256.create();
  for (const part of parts) stream.update(part);
  return stream.digest();
};

/** The hash as FileTAO writes it: the 32 bytes as a big-endian integer, in 0..2^256-1. */
export const hashInt = (sha3: Sha3, parts: readonly Uint8Array[]): bigint => BigInt(`0x${toHex(sha3(parts))}`);
