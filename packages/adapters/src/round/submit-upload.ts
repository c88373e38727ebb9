import { createHash } from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import type { Bucket, BucketFailure } from '../ports.js';

/** What became of an object: made, there already with these bytes, or there with others. */
export type Uploaded = 'created' | 'there' | 'other';

/** Stores one object where there is none. */
export type Uploader = (key: string, bytes: Uint8Array) => Promise<E.Either<BucketFailure, Uploaded>>;

/** Names under which servers say that an object is there. */
export const THERE = new Set(['PreconditionFailed', 'ConditionalRequestConflict']);

const md5Of = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex');

/** Uploads with keys of the bucket. What is there is compared by its ETag, which is the MD5 of what went up in one PUT. */
export const bucketUploader =
  (bucket: Bucket): Uploader =>
  async (key, bytes) => {
    const listed = await bucket.listVersions(key);
    if (E.isLeft(listed)) return listed;
    const etag = md5Of(bytes);
    const versions = listed.right.versions.filter((version) => version.key === key && !version.isDeleteMarker);
    if (versions.some((version) => version.etag === etag)) return E.right('there');
    const created = await bucket.create(key, bytes);
    if (E.isRight(created)) return E.right('created');
    return THERE.has(created.left.code) ? E.right('other') : created;
  };
