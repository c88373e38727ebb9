import { describeHotkey } from '@subnet-scoring/adapters/keys';
import { command } from './command.js';
import { orKeyThrow } from './keys-open.js';
import { type KeyFlags, keyName, walletOptions } from './keys-options.js';
import { shownPath } from './open-log.js';

/** `keys show`: the public part of one hotkey. */
export const keysShow = command<KeyFlags>({
  about: 'Shows what is public about one hotkey: its address, its file, and whether that is encrypted.',
  args: [],
  options: [...walletOptions()],
  examples: ['keys show', 'keys show -w validator -H default', 'keys show -w validator --json'],
  exits: [11],
  run: async (context, flags) => {
    const { wallet, hotkey, path, account, encrypted, warnings } = orKeyThrow(
      describeHotkey(keyName(context.io, flags)),
    );
    await context.print(
      `hotkey ${hotkey} of wallet ${wallet}`,
      `  address  ${account ?? 'not known without the password: there is no pub.txt'}`,
      `  file     ${shownPath(context.io, path)} (${encrypted ? 'encrypted' : 'plain'})`,
    );
    await context.warn(...warnings.map((text) => `warning: ${text}`));
    const known = account === undefined ? {} : { account };
    if (context.flags.json)
      await context.printJson('keys-show', { wallet, hotkey, path, ...known, encrypted, warnings });
    return 0;
  },
});
