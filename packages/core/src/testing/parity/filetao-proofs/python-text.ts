/** What Python makes of text that comes from outside; undefined where it raises. Only what FileTAO's proofs meet, for parity. */

const INTEGER = /^[\t-\r ]*([+-]?)(\d+(?:_\d+)*)[\t-\r ]*$/;

/** int(text): a sign, blanks around it and single underscores between digits are fine. */
export const pythonInt = (text: string): bigint | undefined => {
  const match = INTEGER.exec(text);
  if (match === null) return undefined;
  const value = BigInt((match[2] ?? '').replaceAll('_', ''));
  return match[1] === '-' ? -value : value;
};

const bytesOfPairs = (text: string): Uint8Array =>
  Uint8Array.from({ length: text.length / 2 }, (_, i) => Number.parseInt(text.slice(2 * i, 2 * i + 2), 16));

/** binascii.unhexlify: hex of either case. */
export const pythonUnhexlify = (text: string): Uint8Array | undefined =>
  /^(?:[0-9a-fA-F]{2})*$/.test(text) ? bytesOfPairs(text) : undefined;

/** bytearray.fromhex: blanks between the pairs are fine too. */
export const pythonFromHex = (text: string): Uint8Array | undefined =>
  /^[\t-\r ]*(?:[0-9a-fA-F]{2}[\t-\r ]*)*$/.test(text) ? bytesOfPairs(text.replace(/[\t-\r ]/g, '')) : undefined;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** base64.b64decode without validation: foreign characters are skipped, and what follows complete padding is too. */
export const pythonB64decode = (text: string): Uint8Array | undefined => {
  const out: number[] = [];
  let quad = 0;
  let left = 0;
  let pads = 0;
  for (const char of text) {
    if (char === '=') {
      if (quad < 2) continue;
      pads += 1;
      if (quad + pads >= 4) return Uint8Array.from(out);
      continue;
    }
    const value = ALPHABET.indexOf(char);
    if (value < 0) continue;
    pads = 0;
    const kept = 6 - 2 * quad;
    if (quad > 0) out.push(((left << (2 * quad)) | (value >> kept)) & 255);
    left = value & ((1 << kept) - 1);
    quad = (quad + 1) % 4;
  }
  return quad === 0 ? Uint8Array.from(out) : undefined;
};
