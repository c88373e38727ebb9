import type { Hash32 } from '../ids.js';
import { fromHex, toHex } from './bytes.js';
import type { Sha256 } from './host.js';
import { encodeUtf8 } from './utf8.js';

/** One item of a tagged hash, already in bytes. */
export type HashPart = Uint8Array;

/** A safe integer >= 0 as u64, little endian. */
export const u64 = (n: number): HashPart => {
  const out = new Uint8Array(8);
  const high = Math.floor(n / 0x100000000);
  for (let i = 0; i < 4; i += 1) {
    out[i] = (n >>> (8 * i)) & 255;
    out[i + 4] = (high >>> (8 * i)) & 255;
  }
  return out;
};

/** A signed integer as i128, little endian, two's complement (Fx in hashes). */
export const i128 = (value: bigint): HashPart => {
  const out = new Uint8Array(16);
  let rest = BigInt.asUintN(128, value);
  for (let i = 0; i < 16; i += 1) {
    out[i] = Number(rest & 255n);
    rest >>= 8n;
  }
  return out;
};

const u32 = (n: number): HashPart => Uint8Array.of(n & 255, (n >>> 8) & 255, (n >>> 16) & 255, (n >>> 24) & 255);

/** The 32 raw bytes of a hash or an account given as hex. */
export const raw32 = (hex: string): HashPart => fromHex(hex);

/** Text: u32 length in bytes, then UTF-8. */
export const text = (value: string): HashPart => {
  const bytes = encodeUtf8(value);
  return concat([u32(bytes.length), bytes]);
};

/** A list: u32 count, then the items. */
export const list = (items: readonly HashPart[]): HashPart => concat([u32(items.length), ...items]);

/** Items one after the other. */
export const concat = (parts: readonly Uint8Array[]): Uint8Array => {
  let length = 0;
  for (const part of parts) length += part.length;
  const out = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
};

// Tags are a few words of the code, so their bytes are made once.
const prefixes = new Map<string, Uint8Array>();
const prefixOf = (tag: string): Uint8Array => {
  const known = prefixes.get(tag);
  if (known !== undefined) return known;
  const name = encodeUtf8(tag);
  const prefix = concat([Uint8Array.of(name.length), name]);
  prefixes.set(tag, prefix);
  return prefix;
};

/** H(tag, parts...) = SHA-256(u8 length of tag || tag || parts...), as 32 bytes (docs/log-format.md, "Hash with a tag"). */
export const taggedBytes = (sha256: Sha256, tag: string, parts: readonly HashPart[]): Uint8Array =>
  sha256(concat([prefixOf(tag), ...parts]));

/** H(tag, parts...) as 64 hex digits. */
export const taggedHash = (sha256: Sha256, tag: string, parts: readonly HashPart[]): Hash32 =>
  toHex(taggedBytes(sha256, tag, parts)) as Hash32;
