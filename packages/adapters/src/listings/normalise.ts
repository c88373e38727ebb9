import { shortestDecimal } from './decimal.js';
import type { FieldKind } from './fields.js';

const NOTHING = /^(?:-|n\/a|na|nan|none|null|undefined|unknown)$/i;
const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const DATE = /^([0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01]))(?:[T ]|$)/;
const ZIPCODE = /^([0-9]{5})(?:-[0-9]{4})?$/;

const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);

const trimmed = (text: string): string => {
  let [start, end] = [0, text.length];
  while (start < end && isSpace(text.charCodeAt(start))) start += 1;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
};

const upper = (text: string): string => text.replace(/[a-z]/g, (letter) => letter.toUpperCase());
const decimalOf = (text: string): string => shortestDecimal(text) ?? '';
const amountOf = (text: string): string => (text.startsWith('-') ? '' : decimalOf(text));

const FORMS: Readonly<Record<FieldKind, (text: string, isNumber: boolean) => string>> = {
  text: (text) => text,
  word: (text) => upper(text).replace(/[ _-]+/g, '_'),
  // An id of digits is a number: zeros in front would make many ids of one listing.
  id: (text) => (ID.test(text) ? upper(text).replace(/^0+(?=[0-9]+$)/, '') : ''),
  // A number has lost its zeros in front. What is no zipcode is kept: it names something else.
  zipcode: (text, isNumber) =>
    isNumber && /^[0-9]{3,4}$/.test(text) ? text.padStart(5, '0') : (ZIPCODE.exec(text)?.[1] ?? text),
  date: (text) => DATE.exec(text)?.[1] ?? '',
  decimal: decimalOf,
  amount: amountOf,
  positive: (text) => (amountOf(text) === '0' ? '' : amountOf(text)),
};

/**
 * The one spelling of a value of a field; empty for a blank one. `isNumber` says that it was written as a number, of which
 * `text` is the token. Two spellings of one value give the same text, in every file format.
 */
export const normaliseValue = (kind: FieldKind, text: string, isNumber: boolean): string => {
  const plain = isNumber ? decimalOf(text) : trimmed(text);
  return NOTHING.test(plain) ? '' : FORMS[kind](plain, isNumber);
};
