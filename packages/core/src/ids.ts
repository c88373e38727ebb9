import { blake2b } from '@noble/hashes/blake2.js';
import { decodeBase58, encodeBase58 } from './hash/base58.js';
import { compareText, toHex } from './hash/bytes.js';
import { encodeUtf8 } from './hash/utf8.js';

/** SS58 address with prefix 42 of a hotkey or coldkey. */
export type Account = string & { readonly Account: unique symbol };
export type Hotkey = Account;
export type Coldkey = Account;
/** 64 lower-case hex digits. */
export type Hash32 = string & { readonly Hash32: unique symbol };
/** Block number, 0..2^32-1. */
export type Block = number & { readonly Block: unique symbol };
/** Number of an epoch, 0..2^32-1. */
export type EpochNumber = number & { readonly EpochNumber: unique symbol };
/** Subnet, 0..4095. */
export type NetUid = number & { readonly NetUid: unique symbol };
/** Slot of a neuron in its subnet, 0..65535. */
export type Uid = number & { readonly Uid: unique symbol };

const PREFIX = 42;
const RAW_LENGTH = 35; // prefix, 32 bytes of account, 2 of checksum

const checksum = (body: Uint8Array): Uint8Array => {
  const pre = encodeUtf8('SS58PRE');
  const input = new Uint8Array(pre.length + body.length);
  input.set(pre);
  input.set(body, pre.length);
  return blake2b(input, { dkLen: 64 });
};

const decodeSs58 = (address: string): string | undefined => {
  if (address.length !== 48) return undefined;
  const raw = decodeBase58(address);
  if (raw?.length !== RAW_LENGTH || raw[0] !== PREFIX) return undefined;
  const sum = checksum(raw.subarray(0, 33));
  return sum[0] === raw[33] && sum[1] === raw[34] ? toHex(raw.subarray(1, 33)) : undefined;
};

// The checksum costs 15 microseconds, so each distinct address pays it once. The bound keeps a hostile log from growing it.
const INTERNED_MAX = 65_536;
const accounts = new Map<string, string>();

/** The 32 account bytes of an SS58 address (prefix 42) as hex; undefined when the text is no such address. */
export const accountHexOf = (address: string): string | undefined => {
  const known = accounts.get(address);
  if (known !== undefined) return known;
  const hex = decodeSs58(address);
  if (hex === undefined) return undefined;
  if (accounts.size >= INTERNED_MAX) accounts.clear();
  accounts.set(address, hex);
  return hex;
};

/** The 32 account bytes of a checked address, as hex. Throws on an address that did not pass `isAccount`. */
export const accountHex = (account: Account): string => {
  const hex = accountHexOf(account);
  if (hex === undefined) throw new TypeError(`accountHex: expected a checked SS58 address, got ${account}`);
  return hex;
};

/** SS58 address (prefix 42) of 32 account bytes. */
export const accountFromBytes = (bytes: Uint8Array): Account => {
  const raw = new Uint8Array(RAW_LENGTH);
  raw[0] = PREFIX;
  raw.set(bytes, 1);
  raw.set(checksum(raw.subarray(0, 33)).subarray(0, 2), 33);
  return encodeBase58(raw) as Account;
};

/** True for an SS58 address with prefix 42 and a right checksum. */
export const isAccount = (u: unknown): u is Account => typeof u === 'string' && accountHexOf(u) !== undefined;

/** Orders accounts by their 32 bytes, ascending: total, because an address is its bytes. */
export const compareAccounts = (a: Account, b: Account): number => compareText(accountHex(a), accountHex(b));
