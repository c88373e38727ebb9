/**
 * An item id is 1 to 20 decimal digits, so up to 10^20 - 1: more than 64 bits hold. It is kept as a page of 2^64 numbers and 64
 * bits in it, id = page * 2^64 + high * 2^32 + low. Ids of real sources have page 0; the last page is 5. Two ids that differ in
 * their digits differ here, because an id has no leading zero.
 */
export interface ItemId {
  readonly page: number;
  readonly high: number;
  readonly low: number;
}

/** Pages are 0..5, because 10^20 - 1 < 6 * 2^64. */
export const PAGES = 6;

const TWO_32 = 0x100000000;
const TEN_10 = 10_000_000_000;
const LOW_DIGITS = 10;
const ZERO = 48;

const digits = (text: string, start: number, end: number): number => {
  let value = 0;
  for (let i = start; i < end; i += 1) value = value * 10 + (text.charCodeAt(i) - ZERO);
  return value;
};

/**
 * Writes the id that the digits stand for into words[at] (high) and words[at + 1] (low), and answers its page. Every step stays
 * below 2^53: the upper ten digits a are split into 17 and 17 bits before a * 10^10 + b is taken apart into 32-bit words.
 */
export const parseItemId = (text: string, words: Uint32Array, at: number): number => {
  const split = Math.max(0, text.length - LOW_DIGITS);
  const a = digits(text, 0, split);
  const b = digits(text, split, text.length);
  const aHigh = Math.floor(a / 0x20000);
  const x = aHigh * TEN_10; // weighs 2^17
  const y = (a - aHigh * 0x20000) * TEN_10 + b;
  const xHigh = Math.floor(x / 0x8000);
  const low = (x - xHigh * 0x8000) * 0x20000 + y;
  const carry = Math.floor(low / TWO_32);
  const high = xHigh + carry;
  const page = Math.floor(high / TWO_32);
  words[at] = high - page * TWO_32;
  words[at + 1] = low - carry * TWO_32;
  return page;
};

const MILLION = 1_000_000;
const GROUP = 1_000;
/** The three digits of 0..999 as ASCII. */
const DIGITS = Uint8Array.from({ length: 3 * GROUP }, (_, i) => {
  const group = Math.floor(i / 3);
  const unit = [100, 10, 1][i % 3] ?? 1;
  return ZERO + (Math.floor(group / unit) % 10);
});

/** Writes a number below 1000; leading zeros only behind other digits. */
const writeGroup = (group: number, bytes: Uint8Array, at: number, isFirst: boolean): number => {
  let end = at;
  for (let i = isFirst ? (group < 10 ? 2 : group < 100 ? 1 : 0) : 0; i < 3; i += 1) {
    bytes[end] = DIGITS[3 * group + i] as number;
    end += 1;
  }
  return end;
};

const writeChunk = (chunk: number, bytes: Uint8Array, at: number, isFirst: boolean): number => {
  const upper = Math.floor(chunk / GROUP);
  const lower = chunk - upper * GROUP;
  if (isFirst && upper === 0) return writeGroup(lower, bytes, at, true);
  return writeGroup(lower, bytes, writeGroup(upper, bytes, at, isFirst), false);
};

/** Writes the digits of an id as ASCII from bytes[at] on, and answers where they end. Six digits at a time, below 2^53. */
export const writeItemId = (page: number, high: number, low: number, bytes: Uint8Array, at: number): number => {
  const upper = page * TWO_32 + high;
  const upperRest = Math.floor(upper / MILLION);
  const lower = (upper - upperRest * MILLION) * TWO_32 + low;
  const lowerRest = Math.floor(lower / MILLION);
  const above = upperRest * TWO_32 + lowerRest; // the id without its last six digits
  const third = Math.floor(above / MILLION);
  const second = Math.floor(third / MILLION);
  let end = at;
  if (second > 0) end = writeChunk(second, bytes, end, true);
  if (third > 0) end = writeChunk(third - second * MILLION, bytes, end, end === at);
  if (above > 0) end = writeChunk(above - third * MILLION, bytes, end, end === at);
  return writeChunk(lower - lowerRest * MILLION, bytes, end, end === at);
};
