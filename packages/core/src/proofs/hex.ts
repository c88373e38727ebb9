import { fromHex } from '../hash/bytes.js';

const HEX = /^(?:[0-9a-f]{2})*$/;

/** Bytes of lower-case hex of at most `limitBytes` bytes; undefined for anything else. */
export const decodeHex = (text: string, limitBytes: number): Uint8Array | undefined =>
  text.length <= 2 * limitBytes && HEX.test(text) ? fromHex(text) : undefined;
