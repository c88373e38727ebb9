import { leaf } from '../event/field.js';

const U64_MAX = (1n << 64n) - 1n;
const DIGITS = /^(0|[1-9][0-9]{0,19})$/;

/** An integer 0..2^64-1 as decimal text. */
export const u64Text = leaf(
  'decimal text of 0..2^64-1',
  (u): u is string => typeof u === 'string' && DIGITS.test(u) && BigInt(u) <= U64_MAX,
);
