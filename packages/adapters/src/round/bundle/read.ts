import {
  type Account,
  type BundlePart,
  type BundleStage,
  decodeIndex,
  type EpochNumber,
  formatPlace,
  type Host,
  INDEX_BYTES_MAX,
  type LogHeader,
  type SignedIndex,
} from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { Bucket, BucketCursor, BucketFailure, BucketVersion, Verifier } from '../../ports.js';
import { formatBundleKey } from './layout.js';
import { isSignedIndex } from './sign.js';

/** What is needed to read what validators published of one epoch. */
export interface BundleReader {
  readonly bucket: Bucket;
  readonly header: LogHeader;
  readonly epoch: EpochNumber;
  readonly host: Host;
  readonly verify: Verifier;
}

/** Why a bundle is not taken: a fault of who published it, found alike by everybody who looks. */
export type BundleRefusal =
  | 'BAD_INDEX'
  | 'OTHER_INDEX'
  | 'BAD_SIGNATURE'
  | 'TOO_LARGE'
  | 'TOO_MANY'
  | 'MULTIPART'
  | 'PART_MISSING'
  | 'PART_HASH'
  | 'UNREADABLE'
  | 'BAD_PART'
  | 'FOREIGN_LINE'
  | 'LATE'
  | 'NOT_LISTED'
  | 'CONTRADICTS';

/** Why there is nothing to read: it was not published, it is refused, or nobody could look. */
export type BundleProblem =
  | { readonly kind: 'absent' }
  | { readonly kind: 'refused'; readonly reason: BundleRefusal; readonly detail: string }
  | { readonly kind: 'failed'; readonly failure: BucketFailure };

export type FromBundle<A> = E.Either<BundleProblem, A>;

const DEADLINE_MS = 120_000;
/** Versions of one key are at most so many pages, or its owner means to keep readers busy. */
const PAGES_MAX = 4;

export const refuseBundle = (reason: BundleRefusal, detail: string): E.Either<BundleProblem, never> =>
  E.left({ kind: 'refused', reason, detail });

const failedWith = (failure: BucketFailure): BundleProblem => ({ kind: 'failed', failure });

/** The oldest version of a key: later ones cannot change what was read. Undefined when there is none. */
export const oldestVersion = async (bucket: Bucket, key: string): Promise<FromBundle<BucketVersion | undefined>> => {
  let oldest: BucketVersion | undefined;
  let from: BucketCursor | undefined;
  for (let pages = 0; pages < PAGES_MAX; pages += 1) {
    const page = await bucket.listVersions(key, from);
    if (E.isLeft(page)) return E.left(failedWith(page.left));
    const { versions, next } = page.right;
    const own = versions.filter((version) => version.key === key && !version.isDeleteMarker);
    oldest = own[own.length - 1] ?? oldest; // newest first
    // Keys that only begin alike are listed behind it.
    if (next === undefined || versions.some((version) => version.key !== key)) return E.right(oldest);
    from = next;
  }
  return refuseBundle('TOO_MANY', `${key} has more versions than ${PAGES_MAX} pages of a listing hold`);
};

const readOldest = async ({ bucket }: BundleReader, key: string, bytesMax: number): Promise<FromBundle<Uint8Array>> => {
  const found = await oldestVersion(bucket, key);
  if (E.isLeft(found)) return found;
  const version = found.right;
  if (version === undefined) return E.left({ kind: 'absent' });
  if (version.bytes > bytesMax)
    return refuseBundle('TOO_LARGE', `${key} has ${version.bytes} bytes, at most ${bytesMax}`);
  const read = await bucket.read(version, { maxBytes: bytesMax, deadlineMs: DEADLINE_MS });
  if (E.isRight(read)) return E.right(read.right.bytes);
  const { kind, code, message } = read.left;
  if (kind === 'missing') return E.left({ kind: 'absent' });
  // Listed and not given out: archived, or under a key or a right of its owner's. It must not keep others from being read.
  if (kind === 'refused') return refuseBundle('UNREADABLE', `${key}: ${message}`);
  if (kind !== 'unfit') return E.left(failedWith(read.left));
  return refuseBundle(code === 'MULTIPART' ? 'MULTIPART' : 'TOO_LARGE', `${key}: ${message}`);
};

/** Reads the index that a validator published at a stage. Form, folder, chain and signature are checked. */
export const readIndex = async (
  reader: BundleReader,
  hotkey: Account,
  stage: BundleStage,
): Promise<FromBundle<SignedIndex>> => {
  const { epoch, header, host, verify } = reader;
  const bytes = await readOldest(reader, formatBundleKey({ kind: 'index', hotkey, epoch, stage }), INDEX_BYTES_MAX);
  if (E.isLeft(bytes)) return bytes;
  const decoded = decodeIndex(host, bytes.right);
  if (E.isLeft(decoded)) {
    const { at, expected, found } = decoded.left;
    return refuseBundle('BAD_INDEX', `${formatPlace(at)} expected ${expected}, got ${found}`.trim());
  }
  const { index } = decoded.right;
  const expected = [hotkey, `epoch ${epoch}`, stage, `netuid ${header.netuid}`, `genesis ${header.genesis}`].join(', ');
  const found = [
    index.hotkey,
    `epoch ${index.epoch}`,
    index.stage,
    `netuid ${index.netuid}`,
    `genesis ${index.genesis}`,
  ];
  if (found.join(', ') !== expected)
    return refuseBundle('OTHER_INDEX', `expected ${expected}, got ${found.join(', ')}`);
  if (await isSignedIndex(host, decoded.right, verify)) return decoded;
  return refuseBundle('BAD_SIGNATURE', `${hotkey} has not signed index ${decoded.right.sha256}`);
};

/** Reads a part of a bundle by its name, and compares size and hash with what the signed index says. */
export const readPart = async (
  reader: BundleReader,
  { index: { hotkey, parts } }: SignedIndex,
  name: BundlePart['name'],
): Promise<FromBundle<Uint8Array>> => {
  const part = parts.find((item) => item.name === name);
  if (part === undefined) return refuseBundle('PART_MISSING', `the index names no ${name}`);
  const key = formatBundleKey({ kind: 'part', hotkey, epoch: reader.epoch, sha256: part.sha256 });
  const read = await readOldest(reader, key, part.bytes);
  if (E.isLeft(read))
    return read.left.kind === 'absent' ? refuseBundle('PART_MISSING', `${key} (${name}) is not there`) : read;
  const sha256 = Buffer.from(reader.host.sha256(read.right)).toString('hex');
  if (sha256 === part.sha256 && read.right.length === part.bytes) return read;
  return refuseBundle(
    'PART_HASH',
    `${name}: expected ${part.bytes} bytes, ${part.sha256}; got ${read.right.length}, ${sha256}`,
  );
};
