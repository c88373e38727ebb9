import * as E from 'fp-ts/lib/Either.js';
import type { DataError } from '../errors.js';
import { encodeCanonical } from '../event/canonical.js';
import { ascendingBy, leaf, listOf, record, type ValueOf } from '../event/field.js';
import { account, epochNumber, hash32, integer, netUid, oneOf, signature } from '../event/values.js';
import { toHex } from '../hash/bytes.js';
import type { Host, Sha256 } from '../hash/host.js';
import { encodeUtf8 } from '../hash/utf8.js';
import { type Account, type Hash32, isAccount } from '../ids.js';
import { readCanonical } from './read-canonical.js';

/** The largest part in bytes: that of a miner's file. */
export const PART_BYTES_MAX = 64 * 1_048_576;
/** The largest part in bytes that is one JSON value: what is parsed takes many times its size. */
export const JSON_BYTES_MAX = 16 * 1_048_576;
/** The largest index in bytes. */
export const INDEX_BYTES_MAX = 1_048_576;
/** Parts of one bundle. */
export const PARTS_MAX = 4096;

/** Parts of a bundle that every validator has, by name. */
export const PART = {
  observations: 'observations.ndjson',
  confidence: 'confidence.json',
  result: 'result.json',
  segment: 'segment.ndjson',
  weights: 'weights.json',
} as const;

const NAMED: ReadonlySet<string> = new Set(Object.values(PART));
const FILE = /^files\/[0-9]{5}\/([1-9A-HJ-NP-Za-km-z]{48})$/;

/** The name of the copy of a miner's file. */
export const filePartName = (zipcode: string, hotkey: Account): string => `files/${zipcode}/${hotkey}`;

const isPartName = (u: unknown): u is string => typeof u === 'string' && (NAMED.has(u) || isAccount(FILE.exec(u)?.[1]));

/** The most bytes that a part of this name may have. */
export const partBytesMax = (name: string): number => (name.endsWith('.json') ? JSON_BYTES_MAX : PART_BYTES_MAX);

const part = record(
  'part of a bundle',
  {
    bytes: integer(0, PART_BYTES_MAX),
    name: leaf('name of a part', isPartName),
    sha256: hash32,
  },
  [
    {
      says: `at most ${JSON_BYTES_MAX} bytes of JSON`,
      holds: ({ bytes, name }) => bytes <= partBytesMax(name),
    },
  ],
);
/** A part: what it is, and which content. */
export type BundlePart = ValueOf<typeof part>;

const stage = oneOf('observations', 'result');
/** When a bundle is published: before evidenceBlock, or after the epoch was sealed. */
export type BundleStage = ValueOf<typeof stage>;

const fields = {
  epoch: epochNumber,
  format: integer(1, 1),
  genesis: hash32,
  hotkey: account,
  netuid: netUid,
  parts: listOf(
    part,
    PARTS_MAX,
    ascendingBy('name', ({ name }: { readonly name: string }) => name),
  ),
  stage,
};
const unsigned = record('bundle index', fields);
const signed = record('bundle index', { ...fields, sig: signature });

/** What a validator publishes of one epoch at one stage: every part by name, size and hash. */
export type BundleIndex = ValueOf<typeof unsigned>;

/** An index as it lies in the bucket. */
export interface SignedIndex {
  readonly index: BundleIndex;
  /** SHA-256 of the canonical index without signature: what is signed. */
  readonly sha256: Hash32;
  /** sr25519 by the hotkey, 128 hex digits; not checked by decoding. */
  readonly sig: string;
}

/** The hash of an index. */
export const hashIndex = (sha256: Sha256, index: BundleIndex): Hash32 =>
  toHex(sha256(encodeUtf8(encodeCanonical({ ...index })))) as Hash32;

/** The bytes of an index with its signature. */
export const encodeIndex = (index: BundleIndex, sig: string): Uint8Array =>
  encodeUtf8(encodeCanonical({ ...index, sig }));

/** Reads an index: canonical to the byte, so that one index has one hash. */
export const decodeIndex = (host: Host, bytes: Uint8Array): E.Either<DataError, SignedIndex> =>
  E.map(
    ({ sig, ...index }: ValueOf<typeof signed>): SignedIndex => ({
      index,
      sha256: hashIndex(host.sha256, index),
      sig,
    }),
  )(readCanonical(signed, host, bytes, INDEX_BYTES_MAX));
