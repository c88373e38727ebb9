import { type Block, shorten } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { BucketFailure, BucketObject, BucketVersion } from '../ports.js';
import { isMultipart } from '../s3/etag.js';
import type { Observation, RefusedReason } from './observation.js';
import type { Observer } from './observer.js';

/** A version gives no fact, and why. */
export const refused = (version: BucketVersion, reason: RefusedReason, detail: string): Observation => ({
  kind: 'refused',
  version: { key: version.key, versionId: version.versionId },
  reason,
  detail,
});

/** The observer could not look. */
export const failed = (key: string, failure: BucketFailure): Observation => ({ kind: 'failed', key, failure });

const notRead = (version: BucketVersion, failure: BucketFailure): Observation => {
  if (failure.kind === 'missing') return refused(version, 'GONE', failure.message);
  if (failure.kind !== 'unfit') return failed(version.key, failure);
  return refused(version, failure.code === 'MULTIPART' ? 'MULTIPART' : 'CHANGED', failure.message);
};

/** The content of one version and the finalized head when its last byte was there. */
export interface Arrived {
  readonly object: BucketObject;
  readonly block: Block;
}

/**
 * Reads a version that is fit by its listing, and compares what came with it: an object that changed in between would
 * otherwise be told under the name of another.
 */
export const readFit = async (
  { bucket, headAt, limits }: Observer,
  version: BucketVersion,
  maxBytes: number,
): Promise<E.Either<Observation, Arrived>> => {
  if (isMultipart(version.etag)) {
    return E.left(
      refused(version, 'MULTIPART', `uploaded in parts (ETag ${shorten(version.etag)}): upload it in one PUT`),
    );
  }
  if (version.bytes > maxBytes) {
    return E.left(refused(version, 'TOO_LARGE', `${version.bytes} bytes, at most ${maxBytes} are read`));
  }
  const read = await bucket.read(version, { maxBytes: version.bytes, deadlineMs: limits.deadlineMs });
  if (E.isLeft(read)) return E.left(notRead(version, read.left));
  const { etag, bytes } = read.right;
  if (etag !== version.etag || bytes.length !== version.bytes) {
    const came = `ETag ${shorten(etag)} with ${bytes.length} bytes`;
    return E.left(
      refused(version, 'CHANGED', `listed ETag ${shorten(version.etag)} with ${version.bytes} bytes, came ${came}`),
    );
  }
  const block = await headAt();
  return E.isLeft(block)
    ? E.left(failed(version.key, block.left))
    : E.right({ object: read.right, block: block.right });
};
