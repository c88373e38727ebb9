import * as E from 'fp-ts/lib/Either.js';
import { type FromKeys, noKey } from './failure.js';

const MAGIC = '$NACL';
const NONCE_BYTES = 24;
const TAG_BYTES = 16;
/** Of btwallet: the same for every file, so one password always gives one key. */
const SALT = Uint8Array.from([
  0x13, 0x71, 0x83, 0xdf, 0xf1, 0x5a, 0x09, 0xbc, 0x9c, 0x90, 0xb5, 0x51, 0x87, 0x39, 0xe9, 0xb1,
]);
/** libsodium's crypto_pwhash_argon2i SENSITIVE: 8 passes over 512 MiB, in one lane. */
const PASSES = 8;
const MEMORY_KIB = 524_288;

const startsWith = (bytes: Uint8Array, text: string): boolean =>
  [...text].every((char, at) => bytes[at] === char.charCodeAt(0));

/** How a key file is encrypted: `nacl` is what this program reads. */
export const encryptionOf = (bytes: Uint8Array): 'none' | 'nacl' | 'ansible' | 'fernet' => {
  if (startsWith(bytes, MAGIC)) return 'nacl';
  if (startsWith(bytes, '$ANSIBLE_VAULT')) return 'ansible';
  return startsWith(bytes, 'gAAAAA') ? 'fernet' : 'none';
};

/** The 32 bytes that a password stands for: Argon2i 1.3. Takes seconds and 512 MiB. Source: btwallet src/keyfile.rs. */
export const passwordKey = async (password: Uint8Array): Promise<Uint8Array> => {
  const { argon2i } = await import('hash-wasm');
  return argon2i({
    password,
    salt: SALT,
    iterations: PASSES,
    memorySize: MEMORY_KIB,
    parallelism: 1,
    hashLength: 32,
    outputType: 'binary',
  });
};

/** Opens `$NACL` || nonce (24) || secretbox (XSalsa20-Poly1305, tag first). Overwrites the key that it derives. */
export const decryptKeyfile = async (
  bytes: Uint8Array,
  password: Uint8Array,
  path: string,
  derive: typeof passwordKey = passwordKey,
): Promise<FromKeys<Uint8Array>> => {
  const body = bytes.subarray(MAGIC.length);
  if (body.length < NONCE_BYTES + TAG_BYTES) {
    return noKey('BAD_KEYFILE', `${path} is cut short: it ends before its encrypted part`, 'restore it from a backup');
  }
  const { naclDecrypt } = await import('@polkadot/util-crypto/nacl');
  const key = await derive(password);
  const plain = naclDecrypt(body.subarray(NONCE_BYTES), body.subarray(0, NONCE_BYTES), key);
  key.fill(0);
  return plain === null
    ? noKey(
        'WRONG_PASSWORD',
        `the password does not open ${path}`,
        'try again; without the password there is only the phrase',
      )
    : E.right(plain);
};
