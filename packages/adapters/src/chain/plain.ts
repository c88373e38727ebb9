import type { Codec } from '@polkadot/types/types';
import { type Account, accountFromBytes } from '@subnet-scoring/core';
import { chainError } from './failure.js';

const NOBODY = accountFromBytes(new Uint8Array(32));
const INTEGER = /^(0|[1-9][0-9]*)$/;

/** An integer as decimal text. */
export const decimalOf = (value: Codec): string => {
  const text = value.toString();
  if (!INTEGER.test(text)) throw chainError('unreadable', `expected an integer, found ${text.slice(0, 80)}`);
  return text;
};

/** An integer that a double holds exactly. */
export const integerOf = (value: Codec): number => {
  const number = Number(decimalOf(value));
  if (!Number.isSafeInteger(number)) throw chainError('unreadable', `the integer ${value.toString()} is beyond 2^53`);
  return number;
};

/** An account. Storage answers the zero account where nobody is, so whether somebody is there must be asked otherwise. */
export const accountOf = (value: Codec): Account => {
  const bytes = value.toU8a(true);
  if (bytes.length !== 32) throw chainError('unreadable', `expected 32 bytes of an account, found ${bytes.length}`);
  return accountFromBytes(bytes);
};

/** True for the account that storage answers where nobody is. */
export const isNobody = (account: Account): boolean => account === NOBODY;

/** Hex digits without 0x. */
export const hexOf = (value: Codec): string => value.toHex().slice(2);

/** Items of a list, a tuple or a map entry. */
export const itemsOf = (value: Codec): readonly Codec[] => {
  return [...(value as unknown as Iterable<Codec>)];
};

/** The n-th item of a tuple. */
export const itemAt = (values: readonly Codec[], at: number): Codec => {
  const item = values[at];
  if (item === undefined) throw chainError('unreadable', `expected an item ${at}, found ${values.length} items`);
  return item;
};

/** A list of integers. */
export const integersOf = (value: Codec | undefined): readonly number[] =>
  value === undefined ? [] : itemsOf(value).map(integerOf);

/** A list of booleans. */
export const booleansOf = (value: Codec | undefined): readonly boolean[] =>
  value === undefined ? [] : itemsOf(value).map((item) => item.toString() === 'true');
