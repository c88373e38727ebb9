import { decodeBase58 } from '../hash/base58.js';
import { pureHost, type Sha256 } from '../hash/host.js';
import { concat } from '../hash/tagged.js';
import { decodeBase32, encodeBase32 } from './base32.js';

/** A content id: its version, what the bytes behind it are (0x55 raw, 0x70 dag-pb), and their SHA-256. */
export interface Cid {
  readonly version: 0 | 1;
  readonly codec: number;
  readonly digest: Uint8Array;
}

const RAW = 0x55;
const DAG_PB = 0x70;
const SHA2_256 = 0x12;
const DIGEST_BYTES = 32;
const TEXT_MAX = 64;

/** The bytes of a CIDv1 of raw data: version 1, codec raw, sha2-256, 32 bytes, the hash. */
export const cidBytes = (data: Uint8Array, sha256: Sha256 = pureHost.sha256): Uint8Array =>
  concat([Uint8Array.of(1, RAW, SHA2_256, DIGEST_BYTES), sha256(data)]);

/** The CIDv1 of data as one raw block, in base32: what IPFS calls it too, as long as the data is one block. */
export const cidOf = (data: Uint8Array, sha256: Sha256 = pureHost.sha256): string =>
  `b${encodeBase32(cidBytes(data, sha256))}`;

const digestOf = (multihash: Uint8Array): Uint8Array | undefined =>
  multihash.length === DIGEST_BYTES + 2 && multihash[0] === SHA2_256 && multihash[1] === DIGEST_BYTES
    ? multihash.slice(2)
    : undefined;

/** An unsigned varint of at most three bytes, in its shortest form, and its length. */
const varint = (bytes: Uint8Array): readonly [value: number, length: number] | undefined => {
  let value = 0;
  for (let i = 0; i < 3; i += 1) {
    const byte = bytes[i];
    if (byte === undefined) return undefined;
    value += (byte & 127) << (7 * i);
    if (byte < 128) return i > 0 && byte === 0 ? undefined : [value, i + 1];
  }
  return undefined;
};

/**
 * What a CID names: version 1 in base32 ("b..") or version 0 ("Qm.."), with a SHA-256 in it; undefined for any other text, also
 * for other hash functions and other bases.
 */
export const decodeCid = (text: string): Cid | undefined => {
  if (text.length > TEXT_MAX) return undefined;
  if (text.startsWith('Qm')) {
    const digest = digestOf(decodeBase58(text) ?? Uint8Array.of());
    return digest === undefined ? undefined : { version: 0, codec: DAG_PB, digest };
  }
  const bytes = text.startsWith('b') ? decodeBase32(text.slice(1)) : undefined;
  if (bytes === undefined || bytes[0] !== 1) return undefined;
  const codec = varint(bytes.subarray(1));
  const digest = codec === undefined ? undefined : digestOf(bytes.subarray(1 + codec[1]));
  return codec === undefined || digest === undefined ? undefined : { version: 1, codec: codec[0], digest };
};
