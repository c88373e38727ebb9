import { sr25519Verifier } from '@subnet-scoring/adapters/signatures';
import { encodeUtf8, toHex } from '@subnet-scoring/core';
import { fail } from '../cli-error.js';
import { command } from './command.js';
import { withKey } from './keys-open.js';
import { type KeyFlags, keyOptions } from './keys-options.js';
import { shownPath } from './open-log.js';

const MESSAGE = encodeUtf8('subnet-cli keys verify');

/** `keys verify`: whether one hotkey can sign. */
export const keysVerify = command<KeyFlags>({
  about:
    'Opens one hotkey, decrypts it when it is encrypted, checks that its secret is that of its address, signs a fixed text and checks the signature. Nothing secret is shown.',
  args: [],
  options: [...keyOptions()],
  examples: ['keys verify', 'keys verify -w validator -H default --password-file ./password'],
  exits: [11],
  run: (context, flags) =>
    withKey(context, flags, async ({ signer, path, encrypted, warnings }) => {
      const { account } = signer;
      if (!(await sr25519Verifier()(MESSAGE, toHex(signer.sign(MESSAGE)), account))) {
        const help = 'restore the file from a backup';
        throw fail({ exit: 11, code: 'KEY_MISMATCH', message: `${path} does not sign as ${account}`, help });
      }
      await context.print(
        `${context.paint.good('✓')} ${shownPath(context.io, path)} signs as ${context.paint.key(account)}`,
      );
      if (context.flags.json) await context.printJson('keys-verify', { account, path, encrypted, warnings });
      return 0;
    }),
});
