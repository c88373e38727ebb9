import { encodeUtf8 } from '../hash/utf8.js';
import { hashInt, pureSha3, type Sha3 } from './sha3.js';

/** H(data) in decimal: the id that FileTAO gives stored data. */
export const dataHash = (data: Uint8Array, sha3: Sha3 = pureSha3): string => hashInt(sha3, [data]).toString();

/**
 * H(data || seed) in decimal. With the seed of the request it is the commitment hash of a store; with the seed of the request
 * before it is the commitment proof of a challenge or retrieve, which only somebody who had the data at that time can know.
 */
export const seededHash = (data: Uint8Array, seed: string, sha3: Sha3 = pureSha3): string =>
  hashInt(sha3, [data, encodeUtf8(seed)]).toString();

/** H(proof || seed) in decimal, the proof as its decimal text: the commitment hash of a challenge or retrieve. */
export const chainedHash = (proof: string, seed: string): string =>
  hashInt(pureSha3, [encodeUtf8(proof), encodeUtf8(seed)]).toString();
