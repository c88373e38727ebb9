const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = new Map([...ALPHABET].map((char, value) => [char.charCodeAt(0), value]));
const TABLE = Uint8Array.from({ length: 128 }, (_, code) => VALUES.get(code) ?? 255);
const PAD = 61;

/** The length of the base64 text of so many bytes. */
export const base64Length = (bytes: number): number => 4 * Math.floor((bytes + 2) / 3);

/** Base64 (RFC 4648 section 4, padded) of bytes. */
export const encodeBase64 = (bytes: Uint8Array): string => {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = [bytes[at], bytes[at + 1], bytes[at + 2]];
    const left = bytes.length - at;
    parts.push(
      `${ALPHABET.charAt(a >> 2)}${ALPHABET.charAt(((a & 3) << 4) | (b >> 4))}` +
        `${left > 1 ? ALPHABET.charAt(((b & 15) << 2) | (c >> 6)) : '='}${left > 2 ? ALPHABET.charAt(c & 63) : '='}`,
    );
  }
  return parts.join('');
};

/**
 * Bytes of base64 in its one spelling: the standard alphabet, padded, no blanks, unused bits zero; undefined for anything else
 * and for more than `limitBytes` bytes, which are not even looked at.
 */
export const decodeBase64 = (text: string, limitBytes: number): Uint8Array | undefined => {
  if (text.length % 4 !== 0 || text.length > base64Length(limitBytes)) return undefined;
  const padding = text.charCodeAt(text.length - 1) !== PAD ? 0 : text.charCodeAt(text.length - 2) !== PAD ? 1 : 2;
  const digits = text.length - padding;
  const out = new Uint8Array((text.length / 4) * 3 - padding);
  if (out.length > limitBytes) return undefined;
  let bits = 0;
  let held = 0;
  let written = 0;
  for (let at = 0; at < digits; at += 1) {
    const code = text.charCodeAt(at);
    const value = code < 128 ? (TABLE[code] ?? 255) : 255;
    if (value === 255) return undefined;
    bits = ((bits << 6) | value) & 0xfff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      out[written] = (bits >> held) & 255;
      written += 1;
    }
  }
  return (bits & ((1 << held) - 1)) === 0 ? out : undefined;
};
