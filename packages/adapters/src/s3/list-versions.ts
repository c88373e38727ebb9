import type { DeleteMarkerEntry, ListObjectVersionsCommandOutput, ObjectVersion } from '@aws-sdk/client-s3';
import { compareUtf8 } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { BucketCursor, BucketFailure, BucketPage, BucketVersion } from '../ports.js';
import type { Loaded, S3Settings } from './client.js';
import { bareEtag } from './etag.js';
import { badAnswer, failureOf, unfit } from './failure.js';

const isCount = (n: unknown): n is number => typeof n === 'number' && Number.isSafeInteger(n) && n >= 0;

/** Undoes encoding-type=url; throws URIError for what is not encoded right. */
const decoder = (encoding: string | undefined): ((key: string) => string) =>
  encoding === 'url' ? (key) => decodeURIComponent(key.replaceAll('+', ' ')) : (key) => key;

/** A key that cannot be decoded stays as it came: it is of no layout, and must not hide the others. */
const decodedOr = (decode: (key: string) => string, key: string): string => {
  try {
    return decode(key);
  } catch {
    return key;
  }
};

type Entry = ObjectVersion & DeleteMarkerEntry;

const versionOf = (entry: Entry, isDeleteMarker: boolean, decode: (key: string) => string): BucketVersion => {
  const time = entry.LastModified?.getTime();
  return {
    key: decodedOr(decode, entry.Key ?? ''),
    versionId: entry.VersionId ?? 'null',
    etag: bareEtag(entry.ETag),
    bytes: isCount(entry.Size) ? entry.Size : 0,
    // It decides nothing, so one that cannot be written into a fact must not cost the miner its file.
    lastModifiedMs: isCount(time) ? time : 0,
    isDeleteMarker,
  };
};

const isBehind = (next: BucketCursor, from: BucketCursor | undefined): boolean => {
  if (from === undefined) return true;
  const order = compareUtf8(next.key, from.key);
  return order > 0 || (order === 0 && next.versionId !== from.versionId);
};

const pageOf = (answer: ListObjectVersionsCommandOutput, from: BucketCursor | undefined) => {
  const decode = decoder(answer.EncodingType);
  const versions = [
    ...(answer.Versions ?? []).map((entry) => versionOf(entry, false, decode)),
    ...(answer.DeleteMarkers ?? []).map((entry) => versionOf(entry, true, decode)),
  ];
  if (answer.IsTruncated !== true) return E.right<BucketFailure, BucketPage>({ versions, next: undefined });
  const next = { key: decode(answer.NextKeyMarker ?? ''), versionId: answer.NextVersionIdMarker ?? '' };
  // Without this a listing that lies would be walked for ever.
  return isBehind(next, from)
    ? E.right<BucketFailure, BucketPage>({ versions, next })
    : E.left(badAnswer('the listing is truncated and does not say where it goes on'));
};

/** One page of a listing, asked for once. */
export const listPage = async (
  { sdk, client }: Loaded,
  { bucket, pageSize }: S3Settings,
  prefix: string,
  from: BucketCursor | undefined,
  deadline: AbortSignal,
): Promise<E.Either<BucketFailure, BucketPage>> => {
  const command = new sdk.ListObjectVersionsCommand({
    Bucket: bucket,
    Prefix: prefix,
    EncodingType: 'url', // XML cannot carry every character of a key
    ...(pageSize === undefined ? {} : { MaxKeys: pageSize }),
    ...(from === undefined ? {} : { KeyMarker: from.key, VersionIdMarker: from.versionId }),
  });
  try {
    return pageOf(await client.send(command, { abortSignal: deadline }), from);
  } catch (error) {
    return E.left(
      error instanceof URIError
        ? unfit('BAD_KEY', 'the key where the listing goes on is not encoded right')
        : failureOf(error, deadline.aborted),
    );
  }
};
