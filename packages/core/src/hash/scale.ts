import { fromHex, toHex, u32At } from './bytes.js';
import { i128 } from './tagged.js';
import { decodeUtf8, encodeUtf8 } from './utf8.js';

const TWO_32 = 0x100000000;

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

const FIRST_BYTES = 256;

/** A writer over a growing buffer. */
export const scaleWriter = (): ScaleWriter => {
  let bytes = new Uint8Array(FIRST_BYTES);
  let end = 0;
  const room = (count: number): void => {
    if (end + count <= bytes.length) return;
    const grown = new Uint8Array(Math.max(2 * bytes.length, end + count));
    grown.set(bytes.subarray(0, end));
    bytes = grown;
  };
  const put = (more: Uint8Array): void => {
    room(more.length);
    bytes.set(more, end);
    end += more.length;
  };
  const writer: ScaleWriter = {
    u32: (n) => {
      room(4);
      for (let i = 0; i < 4; i += 1) bytes[end + i] = (n >>> (8 * i)) & 255;
      end += 4;
    },
    u64: (n) => {
      writer.u32(n % TWO_32);
      writer.u32(Math.floor(n / TWO_32));
    },
    i128: (n) => put(i128(n)),
    bytes32: (hex) => put(fromHex(hex)),
    text: (value) => {
      const text = encodeUtf8(value);
      writer.u32(text.length);
      put(text);
    },
    list: (items, write) => {
      writer.u32(items.length);
      items.forEach(write);
    },
    finish: () => bytes.slice(0, end),
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
    u32: () => u32At(take(4), 0),
    u64: () => reader.u32() + reader.u32() * TWO_32,
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
