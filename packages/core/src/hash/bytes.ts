const HEX = '0123456789abcdef';
const PAIRS: readonly string[] = Array.from({ length: 256 }, (_, n) => `${HEX[n >> 4]}${HEX[n & 15]}`);

/** Lower-case hex of bytes. */
export const toHex = (bytes: Uint8Array): string => {
  let out = '';
  for (const byte of bytes) out += PAIRS[byte];
  return out;
};

const nibble = (code: number): number => (code <= 57 ? code - 48 : code - 87);

/** Bytes of lower-case hex; the caller has checked the text (see `hash32`). */
export const fromHex = (hex: string): Uint8Array => {
  const out = new Uint8Array(hex.length >> 1);
  for (let i = 0; i < out.length; i += 1) {
    out[i] = (nibble(hex.charCodeAt(2 * i)) << 4) | nibble(hex.charCodeAt(2 * i + 1));
  }
  return out;
};

/** The u32 that four bytes are, least significant first. */
export const u32At = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>> 0;

/** Orders byte strings of hex, digests and plain ASCII by code unit, ascending. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
