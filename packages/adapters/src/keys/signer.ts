import { type Account, accountFromBytes, fromHex } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { Signer } from '../ports.js';
import { type FromKeys, noKey } from './failure.js';
import type { Keyfile } from './keyfile.js';

const CLOSED = 'this signer was closed: its key is gone';

/** A signer from a 32-byte seed, which is overwritten here. */
export const signerFromSeed = async (seed: Uint8Array): Promise<Signer> => {
  const { sr25519PairFromSeed, sr25519Sign } = await import('@polkadot/util-crypto/sr25519');
  const pair = sr25519PairFromSeed(seed);
  seed.fill(0);
  let open = true;
  return {
    account: accountFromBytes(pair.publicKey),
    sign: (message) => {
      if (!open) throw new Error(CLOSED);
      return sr25519Sign(message, pair);
    },
    close: () => {
      open = false;
      pair.secretKey.fill(0);
    },
  };
};

const seedOf = async ({ kind, text }: NonNullable<Keyfile['secret']>): Promise<Uint8Array | undefined> => {
  if (kind === 'seed') return fromHex(text);
  const { mnemonicToMiniSecret, mnemonicValidate } = await import('@polkadot/util-crypto/mnemonic');
  return mnemonicValidate(text) ? mnemonicToMiniSecret(text) : undefined;
};

const mismatch = (path: string, file: Account, key: string): FromKeys<never> =>
  noKey(
    'KEY_MISMATCH',
    `${path}: the address in the file is ${file}, and its secret is ${key}`,
    'restore it from a backup, or make it anew with btcli from the phrase',
  );

/** A signer from a key file; refuses one whose secret is not that of its address. */
export const signerOf = async ({ account, secret }: Keyfile, path: string): Promise<FromKeys<Signer>> => {
  if (secret === undefined) {
    const help = 'name the hotkey itself and not its pub.txt';
    return noKey('BAD_KEYFILE', `${path} has no secretPhrase and no secretSeed of 32 bytes`, help);
  }
  const seed = await seedOf(secret);
  if (seed === undefined) return mismatch(path, account, 'no valid phrase');
  const signer = await signerFromSeed(seed);
  if (signer.account === account) return E.right(signer);
  signer.close();
  return mismatch(path, account, `that of ${signer.account}`);
};
