import { type ListedHotkey, listHotkeys } from '@subnet-scoring/adapters/keys';
import { tableLines } from '../output/table.js';
import { command } from './command.js';
import { orKeyThrow } from './keys-open.js';
import { type KeyFlags, walletPathOption, walletRoot } from './keys-options.js';

const COLUMNS = ['wallet', 'hotkey', 'address', 'file'].map((title) => ({ title }));

const rowOf = ({ wallet, hotkey, info }: ListedHotkey): readonly string[] => {
  if (info._tag === 'Left') return [wallet, hotkey, '-', info.left.code];
  const { account = '- (encrypted, and no pub.txt)', encrypted } = info.right;
  return [wallet, hotkey, account, encrypted ? 'encrypted' : 'plain'];
};

const jsonOf = ({ wallet, hotkey, info }: ListedHotkey): object => {
  if (info._tag === 'Left') {
    const { code, message } = info.left;
    return { wallet, hotkey, error: { code, message } };
  }
  const { path, account, encrypted, warnings } = info.right;
  return { wallet, hotkey, path, ...(account === undefined ? {} : { account }), encrypted, warnings };
};

const warningsOf = ({ info }: ListedHotkey): readonly string[] =>
  info._tag === 'Left' ? [info.left.message] : info.right.warnings;

/** `keys list`: the hotkeys of this machine. */
export const keysList = command<KeyFlags>({
  about:
    'Lists the hotkeys of btcli wallets: address, encrypted or not, and files that others can read. Nothing secret is shown, and no coldkey is opened.',
  args: [],
  options: [walletPathOption()],
  examples: ['keys list', 'keys list --wallet-path ./wallets --json'],
  exits: [11],
  run: async (context, flags) => {
    const root = walletRoot(context.io, flags);
    const hotkeys = orKeyThrow(listHotkeys(root));
    if (hotkeys.length > 0) await context.print(...tableLines(COLUMNS, hotkeys.map(rowOf), context.paint.dim));
    await context.warn(...hotkeys.flatMap(warningsOf).map((text) => `warning: ${text}`));
    if (hotkeys.length === 0) await context.note(`no wallet in ${root} has a hotkey`);
    if (context.flags.json) await context.printJson('keys-list', { root, hotkeys: hotkeys.map(jsonOf) });
    return 0;
  },
});
