import { describeHotkey } from '@subnet-scoring/adapters/keys';
import { type Account, isAccount } from '@subnet-scoring/core';
import { InvalidArgumentError, Option } from 'commander';
import { fail } from '../cli-error.js';
import type { Context } from '../context.js';
import { orKeyThrow } from './keys-open.js';
import { type KeyFlags, keyName } from './keys-options.js';

/** A hotkey by its address, where no key is needed. */
export interface HotkeyFlags extends KeyFlags {
  readonly hotkey?: Account;
}

const parseAccount = (text: string): Account => {
  if (!isAccount(text)) throw new InvalidArgumentError('Expected an SS58 address with prefix 42.');
  return text;
};

export const hotkeyOption = (): Option =>
  new Option('--hotkey <address>', 'the hotkey by its address, instead of a wallet').argParser(parseAccount);

/** The address that is meant: named, or public in the wallet. */
export const hotkeyOf = (context: Context, { hotkey, ...flags }: HotkeyFlags): Account => {
  if (hotkey !== undefined) return hotkey;
  const { account, path } = orKeyThrow(describeHotkey(keyName(context.io, flags)));
  if (account !== undefined) return account;
  const message = `${path} is encrypted, and there is no pub.txt beside it`;
  throw fail({ exit: 11, code: 'NO_ADDRESS', message, help: 'name the address with --hotkey' });
};
