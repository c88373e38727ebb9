import * as E from 'fp-ts/lib/Either.js';
import type { BucketFailure, BucketVersion } from '../ports.js';
import type { Loaded } from './client.js';
import { bareEtag } from './etag.js';
import { failureOf } from './failure.js';

/** Puts an object where there is none, in one PUT. */
export const createObject = async (
  { sdk, client }: Loaded,
  bucket: string,
  key: string,
  bytes: Uint8Array,
  deadline: AbortSignal,
): Promise<E.Either<BucketFailure, Pick<BucketVersion, 'versionId' | 'etag'>>> => {
  const command = new sdk.PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes, IfNoneMatch: '*' });
  try {
    const { VersionId = 'null', ETag } = await client.send(command, { abortSignal: deadline });
    return E.right({ versionId: VersionId, etag: bareEtag(ETag) });
  } catch (error) {
    return E.left(failureOf(error, deadline.aborted));
  }
};
