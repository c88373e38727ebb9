import { encodeCanonical, type Json } from '@subnet-scoring/core';
import { isSum, NO_SUM, nextSum } from './running-sum.js';

type Fields = { readonly [key: string]: Json };

/** A line that carries the running sum of its file. */
export interface CheckedLine {
  readonly line: string;
  readonly sum: string;
}

/**
 * A self-checking line: canonical JSON of the fields and "sum", which is the running sum over the canonical JSON of the
 * fields without "sum". The first line of a file follows the empty sum.
 */
export const encodeChecked = (fields: Fields, previous: string = NO_SUM): CheckedLine => {
  const sum = nextSum(previous, encodeCanonical(fields));
  return { line: encodeCanonical({ ...fields, sum }), sum };
};

/** A self-checking line that was read: its fields, the sum it states, and the one it should state. */
export interface ReadLine {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly sum: string;
  readonly expected: (previous: string) => string;
}

/** Reads a self-checking line; undefined when it is none, or not canonical. */
export const decodeChecked = (line: string): ReadLine | undefined => {
  try {
    const value = JSON.parse(line) as { [key: string]: Json };
    if (!isSum(value['sum']) || encodeCanonical(value) !== line) return undefined;
    const { sum, ...fields } = value as { [key: string]: Json; sum: string };
    return { fields, sum, expected: (previous) => nextSum(previous, encodeCanonical(fields)) };
  } catch {
    return undefined;
  }
};
