import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { KeyName } from '@subnet-scoring/adapters/keys';
import { Option } from 'commander';
import type { Io } from '../io.js';

/** Which key; read by every command that needs one. */
export interface KeyFlags {
  readonly wallet?: string;
  readonly walletHotkey?: string;
  readonly walletPath?: string;
  readonly passwordFile?: string;
}

export const walletPathOption = (): Option =>
  new Option('--wallet-path <dir>', 'directory of the wallets (else $BT_WALLET_PATH, else ~/.bittensor/wallets)');

/** The wallet and its hotkey, as btcli names them. */
export const walletOptions = (): readonly Option[] => [
  new Option('-w, --wallet <name>', 'the wallet (else $BT_WALLET, else default)'),
  new Option('-H, --wallet-hotkey <name>', 'its hotkey (else $BT_WALLET_HOTKEY, else default)'),
  walletPathOption(),
];

/** The same, and where the password of an encrypted hotkey lies. There is no option for the password itself. */
export const keyOptions = (): readonly Option[] => [
  ...walletOptions(),
  new Option(
    '--password-file <file>',
    'password of an encrypted hotkey (else the file in $BT_WALLET_PASSWORD_FILE, else you are asked)',
  ),
];

const fromEnv = ({ env }: Io, name: string): string | undefined => (env[name] === '' ? undefined : env[name]);

/** Where the wallets are: the option, then BT_WALLET_PATH, then btcli's own place. */
export const walletRoot = (io: Io, { walletPath }: KeyFlags): string => {
  const home = io.env['HOME'] ?? homedir();
  const named = walletPath ?? fromEnv(io, 'BT_WALLET_PATH');
  if (named === undefined) return join(home, '.bittensor', 'wallets');
  return resolve(io.cwd, named.replace(/^~(?=\/|$)/, home));
};

/** The key that is meant. */
export const keyName = (io: Io, flags: KeyFlags): KeyName => ({
  root: walletRoot(io, flags),
  wallet: flags.wallet ?? fromEnv(io, 'BT_WALLET') ?? 'default',
  hotkey: flags.walletHotkey ?? fromEnv(io, 'BT_WALLET_HOTKEY') ?? 'default',
});

/** The file with the password, when one is named. */
export const passwordFile = (io: Io, { passwordFile: named }: KeyFlags): string | undefined => {
  const path = named ?? fromEnv(io, 'BT_WALLET_PASSWORD_FILE');
  return path === undefined ? undefined : resolve(io.cwd, path);
};
