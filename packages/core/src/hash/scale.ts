import { fromHex, toHex } from './bytes.js';
import { decodeUtf8, encodeUtf8 } from './utf8.js';

/** Writes SCALE: fixed-width little-endian integers, u32 counts before texts and lists. */
export interface ScaleWriter {
  readonly u32: (n: number) => void;
  /** A safe integer >= 0. */
  readonly u64: (n: number) => void;
  readonly i128: (n: bigint) => void;
  /** 32 bytes given as hex. */
  readonly bytes32: (hex: string) => void;
  readonly text: (value: string) => void;
  readonly list: <A>(items: readonly A[], write: (item: A) => void) => void;
  readonly finish: () => Uint8Array;
}

/** Reads what a `ScaleWriter` wrote; throws RangeError at the end of the bytes and on a count that cannot fit. */
export interface ScaleReader {
  readonly u32: () => number;
  readonly u64: () => number;
  readonly i128: () => bigint;
  readonly bytes32: () => string;
  readonly text: () => string;
  readonly list: <A>(read: () => A) => A[];
  readonly left: () => number;
}

const littleEndian = (value: bigint, bytes: number): number[] => {
  const out: number[] = [];
  for (let rest = BigInt.asUintN(8 * bytes, value), i = 0; i < bytes; i += 1, rest >>= 8n)
    out.push(Number(rest & 255n));
  return out;
};

/** A writer over a growing buffer. */
export const scaleWriter = (): ScaleWriter => {
  const out: number[] = [];
  const push = (bytes: Iterable<number>): void => {
    for (const byte of bytes) out.push(byte);
  };
  const writer: ScaleWriter = {
    u32: (n) => push(littleEndian(BigInt(n), 4)),
    u64: (n) => push(littleEndian(BigInt(n), 8)),
    i128: (n) => push(littleEndian(n, 16)),
    bytes32: (hex) => push(fromHex(hex)),
    text: (value) => {
      const bytes = encodeUtf8(value);
      writer.u32(bytes.length);
      push(bytes);
    },
    list: (items, write) => {
      writer.u32(items.length);
      items.forEach(write);
    },
    finish: () => Uint8Array.from(out),
  };
  return writer;
};

/** A reader from the first byte. */
export const scaleReader = (bytes: Uint8Array): ScaleReader => {
  let at = 0;
  const take = (length: number): Uint8Array => {
    if (at + length > bytes.length) throw new RangeError(`expected ${length} bytes at ${at}, got ${bytes.length - at}`);
    at += length;
    return bytes.subarray(at - length, at);
  };
  const integer = (length: number): bigint =>
    take(length).reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
  const reader: ScaleReader = {
    u32: () => Number(integer(4)),
    u64: () => Number(integer(8)),
    i128: () => BigInt.asIntN(128, integer(16)),
    bytes32: () => toHex(take(32)),
    text: () => {
      const length = reader.u32();
      return decodeUtf8(take(length));
    },
    list: (read) => {
      const count = reader.u32();
      if (count > reader.left()) throw new RangeError(`expected at most ${reader.left()} items, got ${count}`);
      return Array.from({ length: count }, read);
    },
    left: () => bytes.length - at,
  };
  return reader;
};
