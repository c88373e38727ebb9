import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import * as E from 'fp-ts/lib/Either.js';
import { type FromKeys, noKey } from './failure.js';
import { permissionWarnings } from './read-keyfile.js';

/** A password as bytes, which who takes it overwrites after use, and what is wrong with where it came from. */
export interface Password {
  readonly bytes: Uint8Array;
  readonly warnings: readonly string[];
}

const PASSWORD_BYTES_MAX = 4096;
const LF = 10;
const CR = 13;

/** Without the one line end that an editor puts there. */
const withoutLineEnd = (bytes: Uint8Array): Uint8Array => {
  const end = bytes.at(-1) === LF ? bytes.length - 1 : bytes.length;
  return bytes.subarray(0, end < bytes.length && bytes[end - 1] === CR ? end - 1 : end);
};

const describe = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';

/** Reads a password file: its bytes up to one line end, at most 4096. */
export const readPasswordFile = (path: string): FromKeys<Password> => {
  try {
    const handle = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const stat = fstatSync(handle);
      const bytes = new Uint8Array(PASSWORD_BYTES_MAX + 1);
      const password = withoutLineEnd(bytes.subarray(0, stat.isFile() ? readSync(handle, bytes) : 0));
      if (password.length > 0 && password.length <= PASSWORD_BYTES_MAX) {
        return E.right({ bytes: password, warnings: permissionWarnings(path, stat.mode) });
      }
      const expected = `expected a file with one line of 1..${PASSWORD_BYTES_MAX} bytes`;
      return noKey('NO_PASSWORD', `${path} holds no password: ${expected}`, 'write the password there, and chmod 600');
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    return noKey(
      'NO_PASSWORD',
      `cannot read the password file ${path}: ${describe(error)}`,
      'check the path, and who may read it',
    );
  }
};
