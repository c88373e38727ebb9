import { blake2b } from '@noble/hashes/blake2.js';
import { fromHex, toHex } from '../hash/bytes.js';
import { type Account, accountHex, type Hash32 } from '../ids.js';

/** What is revealed later. All lists are u16, in the order in which they are sent; values are as sent, before the chain scales them. */
export interface Reveal {
  readonly hotkey: Account;
  /** See `mechanismIndex`. */
  readonly index: number;
  readonly uids: readonly number[];
  readonly values: readonly number[];
  readonly salt: readonly number[];
  /** u64. */
  readonly versionKey: bigint;
}

const littleEndian = (value: bigint, bytes: number): number[] => {
  if (value < 0n || value >> BigInt(8 * bytes) !== 0n) throw new RangeError(`expected ${bytes} bytes, got ${value}`);
  return Array.from({ length: bytes }, (_, i) => Number((value >> BigInt(8 * i)) & 255n));
};

const u16 = (value: number): number[] => littleEndian(BigInt(value), 2);

/** SCALE's compact length: the two low bits say how many bytes it has. */
const compactLength = (length: number): number[] => {
  if (length < 64) return littleEndian(BigInt(length << 2), 1);
  return length < 16_384 ? littleEndian(BigInt((length << 2) | 1), 2) : littleEndian(BigInt(length * 4 + 2), 4);
};

const u16s = (values: readonly number[]): number[] => [...compactLength(values.length), ...values.flatMap(u16)];

/** The bytes that `commitHash` hashes: account (32), index (u16), uids, values, salt, version key (u64), in SCALE. */
export const commitPreimage = ({ hotkey, index, uids, values, salt, versionKey }: Reveal): Uint8Array =>
  new Uint8Array([
    ...fromHex(accountHex(hotkey)),
    ...u16(index),
    ...u16s(uids),
    ...u16s(values),
    ...u16s(salt),
    ...littleEndian(versionKey, 8),
  ]);

/**
 * The hash that commits to weights before they are revealed: blake2b-256, as the runtime computes it at the reveal. Throws
 * RangeError on a number outside its type. Source: subtensor pallets/subtensor/src/subnets/weights.rs get_commit_hash @ 14bc6f9f.
 */
export const commitHash = (reveal: Reveal): Hash32 => toHex(blake2b(commitPreimage(reveal), { dkLen: 32 })) as Hash32;
