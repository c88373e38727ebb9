import { createHash } from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import type { Bucket, BucketFailure } from '../../ports.js';

/** What became of an object: made, there already and as good, or there with other bytes. */
export type Uploaded = 'created' | 'there' | 'other';

/** Says of bytes that are there under a key whether they do as well as those that were to be stored. */
export type IsAsGood = (there: Uint8Array) => Promise<boolean>;

/** Stores one object where there is none. */
export type Uploader = (
  key: string,
  bytes: Uint8Array,
  isAsGood?: IsAsGood,
) => Promise<E.Either<BucketFailure, Uploaded>>;

/** Names under which servers say that an object is there. */
const THERE = new Set(['PreconditionFailed', 'ConditionalRequestConflict']);

const READ_DEADLINE_MS = 60_000;

const md5Of = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex');

/** True when a version under the key has these bytes, by its ETag, which is the MD5 of what went up in one PUT; or is as good. */
const isThere = async (
  bucket: Bucket,
  key: string,
  bytes: Uint8Array,
  isAsGood: IsAsGood | undefined,
): Promise<E.Either<BucketFailure, boolean>> => {
  const listed = await bucket.listVersions(key);
  if (E.isLeft(listed)) return listed;
  const etag = md5Of(bytes);
  const versions = listed.right.versions.filter((version) => version.key === key && !version.isDeleteMarker);
  if (versions.some((version) => version.etag === etag)) return E.right(true);
  if (isAsGood === undefined) return E.right(false);
  for (const version of versions.filter((other) => other.bytes === bytes.length)) {
    const read = await bucket.read(version, { maxBytes: bytes.length, deadlineMs: READ_DEADLINE_MS });
    if (E.isRight(read) && (await isAsGood(read.right.bytes))) return E.right(true);
  }
  return E.right(false);
};

/** Uploads with keys of the bucket. */
export const bucketUploader =
  (bucket: Bucket): Uploader =>
  async (key, bytes, isAsGood) => {
    const before = await isThere(bucket, key, bytes, isAsGood);
    if (E.isLeft(before)) return before;
    if (before.right) return E.right('there');
    const created = await bucket.create(key, bytes);
    if (E.isRight(created)) return E.right('created');
    if (!THERE.has(created.left.code)) return created;
    const now = await isThere(bucket, key, bytes, isAsGood);
    return E.isLeft(now) ? now : E.right(now.right ? 'there' : 'other');
  };
