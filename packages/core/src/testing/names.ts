import { toHex } from '../hash/bytes.js';
import { pureHost } from '../hash/host.js';
import { encodeUtf8 } from '../hash/utf8.js';
import { type Account, accountFromBytes, type Hash32, isAccount } from '../ids.js';

/** SHA-256 of a text: the same text is the same hash on every machine. */
export const hashOf = (text: string): Hash32 => toHex(pureHost.sha256(encodeUtf8(text))) as Hash32;

const known = new Map<string, Account>();

/** The account that a name stands for: its 32 bytes are SHA-256 of the name. An address stands for itself. */
export const accountOf = (name: string): Account => {
  if (isAccount(name)) return name;
  const former = known.get(name);
  if (former !== undefined) return former;
  const account = accountFromBytes(pureHost.sha256(encodeUtf8(`account/${name}`)));
  known.set(name, account);
  return account;
};
