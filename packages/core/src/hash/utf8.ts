/** UTF-8 of well-formed text (no lone surrogates: the codecs refuse them). Core has no TextEncoder. */
export const encodeUtf8 = (text: string): Uint8Array => {
  const out: number[] = [];
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x80) out.push(code);
    else if (code < 0x800) out.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) out.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else {
      out.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    }
  }
  return Uint8Array.from(out);
};

const REPLACEMENT = '\ufffd';
const SMALLEST = [0, 0, 0x80, 0x800, 0x10000];

const sequenceLength = (lead: number): number => {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead < 0xe0) return 2;
  if (lead >= 0xe0 && lead < 0xf0) return 3;
  return lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
};

/** Text of UTF-8 bytes [start, end); each bad byte becomes U+FFFD, which no valid log line contains unescaped by accident. */
export const decodeUtf8 = (bytes: Uint8Array, start = 0, end = bytes.length): string => {
  const parts: string[] = [];
  let at = start;
  while (at < end) {
    const lead = bytes[at] ?? 0;
    const length = sequenceLength(lead);
    let code = length === 1 ? lead : lead & (0xff >> (length + 1));
    let valid = length > 0 && at + length <= end;
    for (let i = 1; valid && i < length; i += 1) {
      const next = bytes[at + i] ?? 0;
      valid = (next & 0xc0) === 0x80;
      code = (code << 6) | (next & 63);
    }
    valid &&= code >= (SMALLEST[length] ?? 0) && (code < 0xd800 || code > 0xdfff) && code <= 0x10ffff;
    parts.push(valid ? String.fromCodePoint(code) : REPLACEMENT);
    at += valid ? length : 1;
  }
  return parts.join('');
};
