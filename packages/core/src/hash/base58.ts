const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
/** The work grows with the square of the length; a hash with its header has 46 digits. */
const DIGITS_MAX = 128;

/** Base58 in Bitcoin's alphabet; each leading zero byte is a "1". */
export const encodeBase58 = (bytes: Uint8Array): string => {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  let out = '';
  for (; value > 0n; value /= 58n) out = ALPHABET.charAt(Number(value % 58n)) + out;
  const zeros = bytes.findIndex((byte) => byte !== 0);
  return '1'.repeat(zeros < 0 ? bytes.length : zeros) + out;
};

/** Bytes of base58 of at most 128 digits; undefined for anything else. */
export const decodeBase58 = (text: string): Uint8Array | undefined => {
  if (text.length > DIGITS_MAX) return undefined;
  let value = 0n;
  for (const char of text) {
    const digit = ALPHABET.indexOf(char);
    if (digit < 0) return undefined;
    value = value * 58n + BigInt(digit);
  }
  const out: number[] = [];
  for (; value > 0n; value >>= 8n) out.push(Number(value & 255n));
  for (const char of text) {
    if (char !== '1') break;
    out.push(0);
  }
  return Uint8Array.from(out.reverse());
};
