import { type Account, type Block, type EpochNumber, type Hash32, isAccount, type NetUid, type Uid } from '../ids.js';
import { isDigitText, isHexText, isPlainText } from './characters.js';
import { type Field, leaf } from './field.js';

const integerIn = (u: unknown, min: number, max: number): boolean =>
  typeof u === 'number' && Number.isSafeInteger(u) && u >= min && u <= max && !Object.is(u, -0);

/** A safe integer in [min, max]. */
export const integer = (min: number, max: number, name = `integer ${min}..${max}`): Field<number> =>
  leaf(name, (u): u is number => integerIn(u, min, max));

const U32_MAX = 0xffffffff;
/** A count, size or time: 0..2^53-1. */
export const count = integer(0, Number.MAX_SAFE_INTEGER, 'integer 0..2^53-1');
/** Parts per million of a whole. */
export const ppm = integer(0, 1_000_000);
/** A block number. */
export const block = leaf('block number', (u): u is Block => integerIn(u, 0, U32_MAX));
/** The number of an epoch. */
export const epochNumber = leaf('epoch number', (u): u is EpochNumber => integerIn(u, 0, U32_MAX));
/** A subnet. */
export const netUid = leaf('netuid 0..4095', (u): u is NetUid => integerIn(u, 0, 4095));
/** A neuron's slot. */
export const uid = leaf('uid 0..65535', (u): u is Uid => integerIn(u, 0, 65_535));
/** A mechanism of a subnet on the chain. */
export const mecId = integer(0, 15, 'mecid 0..15');
/** A proportion or weight as the chain stores it. */
export const u16 = integer(0, 65_535);
/** True or false. */
export const bool = leaf('boolean', (u): u is boolean => typeof u === 'boolean');

/** SHA-256, block hash or nonce. */
export const hash32 = leaf('64 lower-case hex digits', (u): u is Hash32 => isHexText(u, 64));
/** An sr25519 signature. */
export const signature = leaf('128 lower-case hex digits', (u): u is string => isHexText(u, 128));

/** A hotkey or coldkey: the checksum is computed once per distinct address. */
export const account = leaf('SS58 address with prefix 42', (u): u is Account => isAccount(u));

/** A postal code of five digits. */
export const zipcode = leaf('zipcode of 5 digits', (u): u is string => isDigitText(u, 5));
const DECIMAL = /^(0|[1-9][0-9]{0,38})$/;
/** An integer that may pass 2^53, as decimal text (up to 39 digits). */
export const decimal = leaf('decimal integer as text', (u): u is string => typeof u === 'string' && DECIMAL.test(u));
const ITEM_ID = /^(0|[1-9][0-9]{0,19})$/;
/** Id of an item: 1 to 20 ASCII digits without leading zero, so that one item has one name. */
export const itemId = leaf('item id of 1..20 digits', (u): u is string => typeof u === 'string' && ITEM_ID.test(u));
const NAME = /^[a-z][A-Za-z0-9]{0,63}$/;
/** Name of a field of a record. */
export const fieldName = leaf('name [a-z][A-Za-z0-9]{0,63}', (u): u is string => typeof u === 'string' && NAME.test(u));
const SLUG = /^[a-z][a-z0-9-]{0,62}$/;
/** Name of a mechanism. */
export const slug = leaf('name [a-z][a-z0-9-]{0,62}', (u): u is string => typeof u === 'string' && SLUG.test(u));
const VERSIONED = /^[a-z][a-zA-Z0-9._-]{0,54}@(0|[1-9][0-9]{0,6})$/;
/** Name and version: a rule set or an extractor. */
export const versioned = leaf('name@version', (u): u is string => typeof u === 'string' && VERSIONED.test(u));

/** Plain text of `min` to `max` UTF-16 code units. */
export const text = (min: number, max: number): Field<string> =>
  leaf(
    `plain text of ${min}..${max} characters`,
    (u): u is string => isPlainText(u) && u.length >= min && u.length <= max,
  );

/** One of a closed list of words. */
export const oneOf = <const W extends string>(...words: readonly W[]): Field<W> =>
  leaf(words.map((word) => `"${word}"`).join(' or '), (u): u is W => words.some((word) => word === u));
