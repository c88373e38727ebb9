const HEX: readonly number[] = Array.from({ length: 256 }, (_, byte) => {
  const digit = Number.parseInt(String.fromCharCode(byte), 16);
  return Number.isNaN(digit) ? -1 : digit;
});

/** The code unit of four hex digits, or -1. */
export const codeUnitAt = (bytes: Uint8Array, at: number): number => {
  let unit = 0;
  for (let i = at; i < at + 4; i += 1) {
    const digit = HEX[bytes[i] ?? 0] ?? -1;
    if (digit < 0) return -1;
    unit = unit * 16 + digit;
  }
  return unit;
};

const SIMPLE: ReadonlyMap<number, number> = new Map(
  Array.from('"\\/bfnrt', (letter, i) => [letter.charCodeAt(0), '"\\/\b\f\n\r\t'.charCodeAt(i)]),
);

/** True when an escape may begin with this byte. */
export const isEscape = (byte: number): boolean => byte === 117 || SIMPLE.has(byte);

/** UTF-8 of the checked content [start, end) of a JSON string with escapes; a lone surrogate becomes U+FFFD. */
export const unescaped = (bytes: Uint8Array, start: number, end: number): Uint8Array => {
  const parts: string[] = [];
  const decoder = new TextDecoder();
  let from = start;
  for (let at = start; at < end; at += 1) {
    if (bytes[at] !== 92) continue;
    parts.push(decoder.decode(bytes.subarray(from, at)));
    const letter = bytes[at + 1] ?? 0;
    parts.push(String.fromCharCode(letter === 117 ? codeUnitAt(bytes, at + 2) : (SIMPLE.get(letter) ?? 0)));
    at += letter === 117 ? 5 : 1;
    from = at + 1;
  }
  parts.push(decoder.decode(bytes.subarray(from, end)));
  return new TextEncoder().encode(parts.join(''));
};
