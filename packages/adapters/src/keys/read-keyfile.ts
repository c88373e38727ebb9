import { closeSync, constants, fstatSync, openSync, readdirSync, readSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import { type FromKeys, noKey } from './failure.js';
import { coldkeyRefused, hotkeyPath, isColdkeyName, type KeyName } from './place.js';

/** The bytes of a hotkey's file. Who takes them overwrites them after use. */
export interface KeyfileBytes {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** What is wrong with its permissions, for people. */
  readonly warnings: readonly string[];
}

const KEYFILE_BYTES_MAX = 65_536;
const OTHERS = 0o077;

/** Says that others than the owner may use a file; nothing on systems without such permissions. */
export const permissionWarnings = (path: string, mode: number): readonly string[] => {
  if (process.platform === 'win32' || (mode & OTHERS) === 0) return [];
  const shown = (mode & 0o777).toString(8).padStart(4, '0');
  return [`${path} is open to others (${shown}): chmod 600 ${path}`];
};

const sameFile = (a: { dev: bigint; ino: bigint }, b: { dev: bigint; ino: bigint }): boolean =>
  a.dev === b.dev && a.ino === b.ino;

/** Coldkey files by their place on the disk: a link may call one a hotkey. Nothing is opened. */
const coldkeysBelow = (root: string, real: string): readonly { dev: bigint; ino: bigint }[] => {
  const wallets = [...readdirSync(root).map((name) => join(root, name)), dirname(real), dirname(dirname(real))];
  return wallets.flatMap((wallet) => {
    try {
      return [statSync(join(wallet, 'coldkey'), { bigint: true })];
    } catch {
      return []; // no wallet at all, one without a coldkey, or somebody else's
    }
  });
};

const readAll = (path: string, root: string): FromKeys<KeyfileBytes> => {
  // A link at the last step was followed before; a new one now is somebody's trick.
  const handle = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stat = fstatSync(handle, { bigint: true });
    if (coldkeysBelow(root, path).some((cold) => sameFile(cold, stat))) return coldkeyRefused(path);
    if (!stat.isFile() || stat.size > KEYFILE_BYTES_MAX) {
      const help = 'name a key file that btcli made';
      return noKey(
        'BAD_KEYFILE',
        `${path} is no key file: expected a file of at most ${KEYFILE_BYTES_MAX} bytes`,
        help,
      );
    }
    const bytes = new Uint8Array(Number(stat.size));
    const count = readSync(handle, bytes);
    return E.right({ path, bytes: bytes.subarray(0, count), warnings: permissionWarnings(path, Number(stat.mode)) });
  } finally {
    closeSync(handle);
  }
};

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

/** Reads a small file below `root`. What is a coldkey by its name, by a link or by its place on the disk is refused before a byte is read. */
export const readBelow = (root: string, path: string): FromKeys<KeyfileBytes> => {
  try {
    const real = realpathSync(path);
    return isColdkeyName(basename(real)) ? coldkeyRefused(path) : readAll(real, root);
  } catch (error) {
    const code = String(codeOf(error));
    if (!['ENOENT', 'ENOTDIR', 'EACCES', 'ELOOP', 'EPERM'].includes(code)) throw error;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') {
      return noKey('NO_HOTKEY', `cannot read ${path}: ${code}`, 'check who may read the file and its folders');
    }
    const help = 'see `subnet-cli keys list`; -w names the wallet, -H the hotkey, --wallet-path their directory';
    return noKey('NO_HOTKEY', `cannot read ${path}: there is no such file`, help);
  }
};

/** Reads a hotkey's file; see `readBelow`. */
export const readKeyfile = (name: KeyName): FromKeys<KeyfileBytes> => {
  const path = hotkeyPath(name);
  return E.isLeft(path) ? path : readBelow(name.root, path.right);
};
