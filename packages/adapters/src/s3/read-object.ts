import { addAbortSignal, type Readable } from 'node:stream';
import type { GetObjectCommandOutput } from '@aws-sdk/client-s3';
import { type Hash32, shorten, toHex } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { nodeHost } from '../node/index.js';
import type { BucketFailure, BucketObject, BucketVersion } from '../ports.js';
import type { Loaded } from './client.js';
import { bareEtag, isMultipart } from './etag.js';
import { failureOf, unfit } from './failure.js';

const refusalOf = (answer: GetObjectCommandOutput, etag: string, versionId: string, maxBytes: number) => {
  if ((answer.VersionId ?? 'null') !== versionId)
    return unfit('OTHER_VERSION', 'another version came than was asked for');
  if (isMultipart(etag)) return unfit('MULTIPART', `uploaded in parts (ETag ${shorten(etag)}): upload it in one PUT`);
  const length = answer.ContentLength ?? 0;
  return length > maxBytes ? unfit('TOO_LARGE', `${length} bytes, at most ${maxBytes} are read`) : undefined;
};

const collect = async (body: Readable, etag: string, maxBytes: number) => {
  const hash = nodeHost.sha256Stream();
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of body as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > maxBytes) return E.left(unfit('TOO_LARGE', `more came than the ${maxBytes} bytes that are read`));
    hash.update(piece);
    pieces.push(piece);
  }
  return E.right({ bytes: Buffer.concat(pieces, bytes), sha256: toHex(hash.digest()) as Hash32, etag });
};

/** Reads one version, once. A body that is shorter than announced is an error of the network. */
export const readVersion = async (
  { sdk, client }: Loaded,
  bucket: string,
  { key, versionId }: Pick<BucketVersion, 'key' | 'versionId'>,
  maxBytes: number,
  deadline: AbortSignal,
): Promise<E.Either<BucketFailure, BucketObject>> => {
  const command = new sdk.GetObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId });
  let body: Readable | undefined;
  try {
    const answer = await client.send(command, { abortSignal: deadline });
    body = answer.Body as Readable;
    const etag = bareEtag(answer.ETag);
    const refusal = refusalOf(answer, etag, versionId, maxBytes);
    if (refusal !== undefined) return E.left(refusal);
    return await collect(addAbortSignal(deadline, body), etag, maxBytes);
  } catch (error) {
    return E.left(failureOf(error, deadline.aborted));
  } finally {
    body?.destroy(); // what was not read must not hold the connection
  }
};
