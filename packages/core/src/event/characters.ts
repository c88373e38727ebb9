// What each ASCII character is: a replay looks at hundreds of characters a line, so this is a table and not a pattern.
const HEX = 1;
const DIGIT = 2;
const PLAIN = 4;
const ASCII = 128;
const CLASS = new Uint8Array(ASCII);
for (let code = 0x20; code < 0x7f; code += 1) CLASS[code] = PLAIN;
for (const char of '0123456789') CLASS[char.charCodeAt(0)] = PLAIN | HEX | DIGIT;
for (const char of 'abcdef') CLASS[char.charCodeAt(0)] = PLAIN | HEX;

/** Offset of the first character that is not of `kind`; the length when all are. */
const lengthOf = (text: string, kind: number): number => {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= ASCII || ((CLASS[code] ?? 0) & kind) === 0) return at;
  }
  return text.length;
};

/** True for `length` lower-case hex digits. */
export const isHexText = (u: unknown, length: number): boolean =>
  typeof u === 'string' && u.length === length && lengthOf(u, HEX) === length;

/** True for `length` ASCII digits. */
export const isDigitText = (u: unknown, length: number): boolean =>
  typeof u === 'string' && u.length === length && lengthOf(u, DIGIT) === length;

// Control characters and lone surrogates have no one spelling that every JSON library agrees on.
// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point
const PLAIN_TEXT = /^[^\u0000-\u001f\u007f-\u009f\ud800-\udfff]*$/u;

/** True for text without control characters and lone surrogates. */
export const isPlainText = (u: unknown): u is string =>
  typeof u === 'string' && (lengthOf(u, PLAIN) === u.length || PLAIN_TEXT.test(u));
