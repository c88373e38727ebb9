import { toHex } from '../../../hash/bytes.js';
import { pureHost } from '../../../hash/host.js';
import { encodeUtf8 } from '../../../hash/utf8.js';
import { type Account, accountFromBytes, type Hash32 } from '../../../ids.js';

/** SHA-256 of a text. */
export const hashOf = (text: string): Hash32 => toHex(pureHost.sha256(encodeUtf8(text))) as Hash32;

const known = new Map<string, Account>();

/** The account that a name stands for: its bytes are SHA-256 of the name. */
export const accountOf = (name: string): Account => {
  const account = known.get(name) ?? accountFromBytes(pureHost.sha256(encodeUtf8(`account/${name}`)));
  known.set(name, account);
  return account;
};
