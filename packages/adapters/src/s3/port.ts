import type { Hash32 } from '@subnet-scoring/core';
import type { Either } from 'fp-ts/lib/Either.js';

/**
 * Why a bucket did not give what was asked for, after every retry that makes sense: it was not reached (exit 10), took
 * too long (15), said no, has no such object, or has one that must not be taken.
 */
export interface BucketFailure {
  readonly kind: 'network' | 'timeout' | 'refused' | 'missing' | 'unfit';
  /** The bucket's own word, such as AccessDenied, or ours for an unfit object, such as MULTIPART. */
  readonly code: string;
  readonly message: string;
}

/** One version of an object as a listing tells it. Its time decides nothing. */
export interface BucketVersion {
  readonly key: string;
  /** "null" where the bucket keeps no versions. */
  readonly versionId: string;
  /** Without quotes; empty for a delete marker. */
  readonly etag: string;
  readonly bytes: number;
  readonly lastModifiedMs: number;
  readonly isDeleteMarker: boolean;
}

/** Where a listing goes on: behind this version. */
export interface BucketCursor {
  readonly key: string;
  readonly versionId: string;
}

export interface BucketPage {
  readonly versions: readonly BucketVersion[];
  /** Undefined at the end. It is always behind the cursor of the page before. */
  readonly next: BucketCursor | undefined;
}

/** The whole content of one version. */
export interface BucketObject {
  readonly bytes: Uint8Array;
  /** Computed here, over the bytes that came; never what the bucket says. */
  readonly sha256: Hash32;
  readonly etag: string;
}

/** What a content has to be: its length, and its hashes as lower-case hex. */
export interface ExactContent {
  readonly bytes: number;
  readonly md5: string;
  readonly sha256: Hash32;
}

/** Permission to create one object with one content, for somebody who has no key. */
export interface PresignedPut {
  readonly url: string;
  /** Sent as they are, or the signature is wrong. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Keeps versions of objects. No time that it tells may decide anything. */
export interface Bucket {
  /** One page of a listing: versions, keys ascending and newest first, and after them the delete markers among them. */
  listVersions(prefix: string, from?: BucketCursor): Promise<Either<BucketFailure, BucketPage>>;
  /** Reads one version whole; refuses multipart uploads, and more than `maxBytes` before they are read. */
  read(
    version: Pick<BucketVersion, 'key' | 'versionId'>,
    limits: { readonly maxBytes: number; readonly deadlineMs: number },
  ): Promise<Either<BucketFailure, BucketObject>>;
  /** Stores an object where there is none. It is sent once: a second try could not know what became of the first. */
  create(key: string, bytes: Uint8Array): Promise<Either<BucketFailure, Pick<BucketVersion, 'versionId' | 'etag'>>>;
  /** Signs a create of exactly one content, good for 1..600 seconds. Throws RangeError for another time. */
  presignCreate(key: string, content: ExactContent, expiresSeconds: number): Promise<PresignedPut>;
}
