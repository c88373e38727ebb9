const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const TEXT = /^[a-z2-7]*$/;

/** Base32 (RFC 4648) of bytes in lower case, without padding. */
export const encodeBase32 = (bytes: Uint8Array): string => {
  let out = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    bits = ((bits << 8) | byte) & 0xfff;
    for (held += 8; held >= 5; ) {
      held -= 5;
      out += ALPHABET.charAt((bits >> held) & 31);
    }
  }
  return held === 0 ? out : out + ALPHABET.charAt((bits << (5 - held)) & 31);
};

/** Bytes of base32 in its one spelling: lower case, no padding, unused bits zero; undefined for anything else. */
export const decodeBase32 = (text: string): Uint8Array | undefined => {
  if (!TEXT.test(text)) return undefined;
  const out = new Uint8Array(Math.floor((text.length * 5) / 8));
  let bits = 0;
  let held = 0;
  let written = 0;
  for (const char of text) {
    bits = ((bits << 5) | ALPHABET.indexOf(char)) & 0xfff;
    held += 5;
    if (held >= 8) {
      held -= 8;
      out[written] = (bits >> held) & 255;
      written += 1;
    }
  }
  return held < 5 && (bits & ((1 << held) - 1)) === 0 ? out : undefined;
};
