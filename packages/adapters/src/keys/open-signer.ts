import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import type { Signer } from '../ports.js';
import { decryptKeyfile, encryptionOf } from './encrypted.js';
import { type FromKeys, noKey } from './failure.js';
import { decodeKeyfile, publicAccount } from './keyfile.js';
import type { Password } from './password.js';
import { coldkeyRefused, type KeyName } from './place.js';
import { readKeyfile } from './read-keyfile.js';
import { signerOf } from './signer.js';

/** Gets the password of an encrypted file, from a person or from where a person put it. */
export type AskPassword = (path: string) => Promise<FromKeys<Password>>;

/** A hotkey that is ready to sign. `signer.close()` when done. */
export interface OpenedKey {
  readonly signer: Signer;
  readonly path: string;
  readonly encrypted: boolean;
  readonly warnings: readonly string[];
}

const plainOf = async (
  bytes: Uint8Array,
  path: string,
  ask: AskPassword,
): Promise<FromKeys<{ readonly plain: Uint8Array; readonly warnings: readonly string[] }>> => {
  const encryption = encryptionOf(bytes);
  if (encryption === 'none') return E.right({ plain: bytes, warnings: [] });
  if (encryption !== 'nacl') {
    const help = "open and save it with today's btcli, which encrypts with $NACL: btcli wallet update";
    return noKey('BAD_KEYFILE', `${path} is encrypted in a former way (${encryption})`, help);
  }
  const password = await ask(path);
  if (E.isLeft(password)) return password;
  const plain = await decryptKeyfile(bytes, password.right.bytes, path);
  password.right.bytes.fill(0);
  return E.map((opened: Uint8Array) => ({ plain: opened, warnings: password.right.warnings }))(plain);
};

const signerFrom = async (plain: Uint8Array, path: string, name: KeyName): Promise<FromKeys<Signer>> => {
  const file = decodeKeyfile(plain, path);
  if (E.isLeft(file)) return file;
  // A copy of a coldkey under another name: the public file tells.
  const coldkey = publicAccount(name.root, join(name.root, name.wallet, 'coldkeypub.txt'));
  return file.right.account === coldkey ? coldkeyRefused(path) : signerOf(file.right, path);
};

/** Opens a hotkey for signing: reads its file, decrypts it, and checks that the secret is that of the address. */
export const openSigner = async (name: KeyName, ask: AskPassword): Promise<FromKeys<OpenedKey>> => {
  const read = readKeyfile(name);
  if (E.isLeft(read)) return read;
  const { path, bytes, warnings } = read.right;
  const encrypted = encryptionOf(bytes) !== 'none';
  const opened = await plainOf(bytes, path, ask);
  if (E.isLeft(opened)) return opened;
  const signer = await signerFrom(opened.right.plain, path, name);
  opened.right.plain.fill(0);
  return E.map((made: Signer) => ({
    signer: made,
    path,
    encrypted,
    warnings: [...warnings, ...opened.right.warnings],
  }))(signer);
};
