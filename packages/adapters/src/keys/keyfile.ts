import { type Account, accountHex, decodeUtf8, isAccount } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { type FromKeys, noKey } from './failure.js';
import { readBelow } from './read-keyfile.js';

/** What a plain key file says. */
export interface Keyfile {
  readonly account: Account;
  /** What the key is made from; without any, the file is public. Only the first that is there is used, as btcli does. */
  readonly secret?: { readonly kind: 'phrase' | 'seed'; readonly text: string };
}

const SR25519 = 1;
const SEED = /^(?:0x)?[0-9a-fA-F]{64}$/;
const PHRASE = /^[a-z]+(?: [a-z]+){11,23}$/;

const textOf = (fields: object, key: string): string | undefined => {
  const value: unknown = Object.getOwnPropertyDescriptor(fields, key)?.value;
  return typeof value === 'string' && value !== '' ? value : undefined;
};

const secretOf = (fields: object): Keyfile['secret'] => {
  const phrase = textOf(fields, 'secretPhrase');
  if (phrase !== undefined && PHRASE.test(phrase)) return { kind: 'phrase', text: phrase };
  const seed = textOf(fields, 'secretSeed');
  return seed !== undefined && SEED.test(seed)
    ? { kind: 'seed', text: seed.replace(/^0x/, '').toLowerCase() }
    : undefined;
};

const parse = (text: string | undefined): object | undefined => {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined; // what the parser says would quote the file
  }
};

const disagrees = (fields: object, key: string, account: Account): boolean => {
  const hex = textOf(fields, key);
  return hex !== undefined && hex.replace(/^0x/, '').toLowerCase() !== accountHex(account);
};

/**
 * Reads the JSON of a btcli key file: `ss58Address`, `accountId`, `publicKey`, `secretPhrase`, `secretSeed`, `cryptoType`
 * (absent means sr25519). Errors name the field and never its value. Source: btwallet src/keyfile.rs.
 */
export const decodeKeyfile = (bytes: Uint8Array, path: string): FromKeys<Keyfile> => {
  const bad = (expected: string): FromKeys<never> =>
    noKey(
      'BAD_KEYFILE',
      `${path} is no key file: expected ${expected}`,
      'restore it from a backup, or make it anew with btcli',
    );
  const fields = parse(decodeUtf8(bytes));
  if (fields === undefined) return bad('a JSON object, or bytes that begin with $NACL');
  const account = textOf(fields, 'ss58Address');
  if (!isAccount(account)) return bad('ss58Address: an address with prefix 42');
  const wrong = ['accountId', 'publicKey'].find((key) => disagrees(fields, key, account));
  if (wrong !== undefined) return bad(`${wrong} to be the account of ss58Address`);
  const type: unknown = Object.getOwnPropertyDescriptor(fields, 'cryptoType')?.value;
  if (type !== undefined && type !== SR25519) return bad('cryptoType 1 (sr25519)');
  const secret = secretOf(fields);
  return E.right({ account, ...(secret === undefined ? {} : { secret }) });
};

/** The account of a public file; undefined where there is none that can be read. */
export const publicAccount = (root: string, path: string): Account | undefined => {
  const read = readBelow(root, path);
  const file = E.isRight(read) ? decodeKeyfile(read.right.bytes, path) : read;
  return E.isRight(file) ? file.right.account : undefined;
};
