import {
  type AskPassword,
  type FromKeys,
  type KeyFailure,
  type OpenedKey,
  openSigner,
  type Password,
  readPasswordFile,
} from '@subnet-scoring/adapters/keys';
import { type CliError, fail } from '../cli-error.js';
import type { Context } from '../context.js';
import type { ExitCode } from '../exit.js';
import { onInterrupt } from '../interrupt.js';
import { type KeyFlags, keyName, passwordFile } from './keys-options.js';

/** The error of a missing or wrong key: exit 11. */
export const keyError = ({ code, message, help }: KeyFailure): CliError => fail({ exit: 11, code, message, help });

/** The result, or the failure thrown to `main`. */
export const orKeyThrow = <A>(result: FromKeys<A>): A => {
  if (result._tag === 'Left') throw keyError(result.left);
  return result.right;
};

const askPassword =
  ({ io, note }: Context, flags: KeyFlags): AskPassword =>
  async (path) => {
    const file = passwordFile(io, flags);
    const typed = file === undefined ? await io.ask(`password of ${path}: `, 'hidden') : undefined;
    if (file === undefined && typed === undefined) {
      const help = 'name a file with --password-file or BT_WALLET_PASSWORD_FILE, or run it on a terminal';
      throw keyError({
        kind: 'key',
        code: 'NO_PASSWORD',
        message: `${path} is encrypted, and nobody is here to ask`,
        help,
      });
    }
    const password: FromKeys<Password> =
      file === undefined
        ? { _tag: 'Right', right: { bytes: typed ?? new Uint8Array(), warnings: [] } }
        : readPasswordFile(file);
    if (password._tag === 'Right')
      await note('opening the hotkey: its password goes through Argon2i with 512 MiB, which takes some seconds');
    return password;
  };

/** Opens the key, hands it over, and overwrites it whatever happens. */
export const withKey = async (
  context: Context,
  flags: KeyFlags,
  use: (key: OpenedKey) => Promise<ExitCode>,
): Promise<ExitCode> => {
  const key = orKeyThrow(await openSigner(keyName(context.io, flags), askPassword(context, flags)));
  const close = async (): Promise<void> => key.signer.close();
  const done = onInterrupt(close);
  try {
    await context.warn(...key.warnings.map((text) => `warning: ${text}`));
    return await use(key);
  } finally {
    done();
    await close();
  }
};
