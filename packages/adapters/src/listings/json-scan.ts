import type { ListingFault, ListingFaultCode } from './fault.js';
import { codeUnitAt, isEscape } from './text.js';

/** What stands in a slot: text without escapes, text with escapes, a number, digits alone, or what is always blank. */
export const TEXT = 1;
export const ESCAPED = 2;
export const NUMBER = 3;
export const DIGITS = 4;
export const OTHER = 5;

/** Bytes that are scanned, the form of the value that came last, and what is wrong with them. */
export interface Scan {
  readonly bytes: Uint8Array;
  form: number;
  fault: ListingFault | undefined;
}

export const SPACE = 32;
export const QUOTE = 34;
const BACKSLASH = 92;

const LITERALS = ['true', 'false', 'null'].map((word) => new TextEncoder().encode(word));

/** True for 0 to 9. */
export const isDigit = (byte: number): boolean => byte >= 48 && byte <= 57;

/** Notes the first fault. All functions here answer the end of what they read, or this -1. */
export const fail = (r: Scan, code: ListingFaultCode, offset: number, expected: string): number => {
  r.fault ??= { code, offset, expected };
  return -1;
};

/** Where something else than white space stands. */
export const skipSpace = (r: Scan, from: number): number => {
  const { bytes } = r;
  let at = from;
  let byte = bytes[at] ?? QUOTE;
  while (byte <= SPACE && (byte === SPACE || byte === 10 || byte === 13 || byte === 9)) {
    at += 1;
    byte = bytes[at] ?? QUOTE;
  }
  return at;
};

/** The closing quote of a string, from behind the opening one. */
export const stringEnd = (r: Scan, from: number): number => {
  const { bytes } = r;
  r.form = TEXT;
  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte > BACKSLASH || (byte > QUOTE && byte !== BACKSLASH)) continue;
    if (byte === QUOTE) return at;
    if (byte < SPACE) return fail(r, 'NOT_JSON', at, 'the end of a string');
    if (byte !== BACKSLASH) continue;
    r.form = ESCAPED;
    const letter = bytes[at + 1] ?? 0;
    if (!isEscape(letter)) return fail(r, 'NOT_JSON', at, 'an escape of JSON');
    if (letter === 117 && codeUnitAt(bytes, at + 2) < 0) return fail(r, 'NOT_JSON', at, 'four hex digits');
    at += letter === 117 ? 5 : 1;
  }
  return fail(r, 'NOT_JSON', bytes.length, 'the end of a string');
};

const digitsEnd = (r: Scan, from: number): number => {
  const { bytes } = r;
  let at = from;
  while (isDigit(bytes[at] ?? 0)) at += 1;
  return at === from ? fail(r, 'NOT_JSON', at, 'a digit') : at;
};

/** The end of a number. */
export const numberEnd = (r: Scan, from: number): number => {
  const { bytes } = r;
  let at = bytes[from] === 45 ? from + 1 : from;
  at = bytes[at] === 48 ? at + 1 : digitsEnd(r, at);
  r.form = at > from && bytes[from] !== 45 ? DIGITS : NUMBER;
  const next = at < 0 ? 0 : bytes[at];
  if (next !== 46 && next !== 101 && next !== 69) return at;
  r.form = NUMBER;
  if (next === 46) at = digitsEnd(r, at + 1);
  const letter = at < 0 ? 0 : bytes[at];
  if (letter !== 101 && letter !== 69) return at;
  const sign = bytes[at + 1];
  return digitsEnd(r, sign === 43 || sign === 45 ? at + 2 : at + 1);
};

/** The end of true, false or null. */
export const literalEnd = (r: Scan, from: number): number => {
  const { bytes } = r;
  r.form = OTHER;
  for (const word of LITERALS) {
    let i = 0;
    while (i < word.length && bytes[from + i] === word[i]) i += 1;
    if (i === word.length) return from + i;
  }
  return fail(r, 'NOT_JSON', from, 'a value of JSON');
};
