import { parseItemId, writeItemId } from './item-id.js';

/** Ids in an order, 8 bytes each: an answer may hold a million. */
export interface IdList {
  readonly length: number;
  /** High and low word of each id. */
  readonly words: Uint32Array;
  /** Page of each id; undefined when all have page 0, as ids of real sources do. */
  readonly pages: Uint8Array | undefined;
}

const DIGITS_MAX = 20;

/** A list of ids given as digits, in the same order. */
export const idListOf = (texts: readonly string[]): IdList => {
  const words = new Uint32Array(2 * texts.length);
  let pages: Uint8Array | undefined;
  for (let i = 0; i < texts.length; i += 1) {
    const page = parseItemId(texts[i] as string, words, 2 * i);
    if (page === 0) continue;
    pages ??= new Uint8Array(texts.length);
    pages[i] = page;
  }
  return { length: texts.length, words, pages };
};

/** High word of the id at a position. */
export const highAt = ({ words }: IdList, at: number): number => words[2 * at] as number;
/** Low word of the id at a position. */
export const lowAt = ({ words }: IdList, at: number): number => words[2 * at + 1] as number;
/** Page of the id at a position. */
export const pageAt = ({ pages }: IdList, at: number): number => pages?.[at] ?? 0;

/** Digits of the id at a position. */
export const idTextAt = (list: IdList, at: number): string => {
  const upper = (BigInt(pageAt(list, at)) << 32n) | BigInt(highAt(list, at));
  return ((upper << 32n) | BigInt(lowAt(list, at))).toString();
};

/** The digits of all ids, each with LF: what itemsSha256 is over. */
export const idLines = (list: IdList): Uint8Array => {
  const bytes = new Uint8Array((DIGITS_MAX + 1) * list.length);
  let end = 0;
  for (let i = 0; i < list.length; i += 1) {
    end = writeItemId(pageAt(list, i), highAt(list, i), lowAt(list, i), bytes, end);
    bytes[end] = 10;
    end += 1;
  }
  return bytes.subarray(0, end);
};

/** The same of ids that still are texts. */
export const textLines = (texts: readonly string[]): Uint8Array => {
  const bytes = new Uint8Array((DIGITS_MAX + 1) * texts.length);
  let end = 0;
  for (const text of texts) {
    for (let i = 0; i < text.length; i += 1) bytes[end + i] = text.charCodeAt(i);
    end += text.length;
    bytes[end] = 10;
    end += 1;
  }
  return bytes.subarray(0, end);
};
