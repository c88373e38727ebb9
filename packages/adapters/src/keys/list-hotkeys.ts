import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Account } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { encryptionOf } from './encrypted.js';
import { type FromKeys, noKey } from './failure.js';
import { decodeKeyfile, publicAccount } from './keyfile.js';
import { isColdkeyName, isHotkeyName, type KeyName, publicPath } from './place.js';
import { readKeyfile } from './read-keyfile.js';

/** What is public about a hotkey. */
export interface HotkeyInfo {
  readonly wallet: string;
  readonly hotkey: string;
  readonly path: string;
  /** Missing for an encrypted file without a pub.txt beside it. */
  readonly account?: Account;
  readonly encrypted: boolean;
  readonly warnings: readonly string[];
}

/** What can be said about a hotkey without its password. */
export const describeHotkey = (name: KeyName): FromKeys<HotkeyInfo> => {
  const read = readKeyfile(name);
  if (E.isLeft(read)) return read;
  const { path, bytes, warnings } = read.right;
  const { wallet, hotkey } = name;
  const encrypted = encryptionOf(bytes) !== 'none';
  const file = encrypted ? undefined : decodeKeyfile(bytes, path);
  bytes.fill(0);
  if (file !== undefined && E.isLeft(file)) return file;
  const account = file === undefined ? publicAccount(name.root, publicPath(path)) : file.right.account;
  return E.right({ wallet, hotkey, path, encrypted, warnings, ...(account === undefined ? {} : { account }) });
};

/** A hotkey, or why it cannot be told. */
export interface ListedHotkey {
  readonly wallet: string;
  readonly hotkey: string;
  readonly info: FromKeys<HotkeyInfo>;
}

const names = (path: string, keep: (name: string) => boolean): readonly string[] => {
  try {
    return readdirSync(path)
      .filter(keep)
      .sort((a, b) => (a < b ? -1 : 1));
  } catch {
    return []; // a file among the wallets, or a wallet without hotkeys
  }
};

/** Every hotkey below a directory of wallets, by wallet and name. Coldkeys are passed over by their name alone. */
export const listHotkeys = (root: string): FromKeys<readonly ListedHotkey[]> => {
  try {
    readdirSync(root);
  } catch {
    return noKey(
      'NO_WALLET',
      `there are no wallets in ${root}`,
      'name their directory with --wallet-path, or make one with btcli',
    );
  }
  return E.right(
    names(root, (name) => !name.startsWith('.') && !isColdkeyName(name)).flatMap((wallet) =>
      names(join(root, wallet, 'hotkeys'), isHotkeyName).map((hotkey) => ({
        wallet,
        hotkey,
        info: describeHotkey({ root, wallet, hotkey }),
      })),
    ),
  );
};
