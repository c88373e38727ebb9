import type { Json } from '@subnet-scoring/core';
import type { Refused } from '../ports.js';

/** Length of a text in UTF-8, without making the bytes; a lone surrogate counts as the three of U+FFFD. */
const utf8Length = (text: string): number => {
  let length = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x80) continue;
    const isPair = code >= 0xd800 && code < 0xdc00 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
    length += code < 0x800 ? 1 : 2;
    if (isPair) at += 1;
  }
  return length;
};

const placeOf = (at: Refused['error']['at']): { readonly [key: string]: Json } => {
  const place: { [key: string]: Json } = {};
  for (const key of ['file', 'line', 'offset', 'path'] as const) if (at[key] !== undefined) place[key] = at[key];
  return place;
};

/** What every log keeps of a refused line beside the line itself: where it stood, how long it is, why it was refused. */
export const refusalFields = (refused: Refused) => {
  const { at, code, expected, found, help } = refused.error;
  const bytes = refused.cut?.bytes ?? utf8Length(refused.line);
  return { at: placeOf(at), bytes, code, expected, found, help };
};

/** What every log keeps in place of a line that is not kept. */
export const cutFields = ({ offset, sha256 }: NonNullable<Refused['cut']>) =>
  offset === undefined ? { sha256 } : { offset, sha256 };
