import { sha512 } from '@noble/hashes/sha2.js';
import { toHex } from '../../../hash/bytes.js';
import { concat } from '../../../hash/tagged.js';
import { encodeUtf8 } from '../../../hash/utf8.js';

/** The integer that random.seed(text) seeds with (version 2): the UTF-8 of the text and its SHA-512, as one big-endian number. */
export const textSeed = (text: string): bigint => {
  const bytes = encodeUtf8(text);
  return BigInt(`0x${toHex(concat([bytes, sha512(bytes)]))}`);
};
