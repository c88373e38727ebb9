import { compareUtf8 } from '@subnet-scoring/core';
import { parameter, type S3Request, type S3Response } from './message.js';
import { pageSize } from './page-size.js';
import { keysOf, type StoredBucket } from './store.js';
import { type Element, keyWriter, xmlDocument } from './xml.js';

const tokenOf = (key: string): string => Buffer.from(key, 'utf8').toString('base64url');

/** ListObjectsV2: one page of the newest versions; keys under a delete marker are not listed. */
export const listObjects = (bucket: StoredBucket, request: S3Request): S3Response => {
  const max = pageSize(request);
  const encoding = parameter(request, 'encoding-type');
  const write = keyWriter(encoding);
  const prefix = parameter(request, 'prefix') ?? '';
  const token = parameter(request, 'continuation-token');
  const after =
    token === undefined ? (parameter(request, 'start-after') ?? '') : Buffer.from(token, 'base64url').toString('utf8');
  const all = keysOf(bucket).flatMap((key) => {
    const newest = bucket.objects.get(key)?.[0];
    const isListed = newest?.body !== undefined && key.startsWith(prefix) && compareUtf8(key, after) > 0;
    return isListed ? [{ key, newest, bytes: newest.body?.length ?? 0 }] : [];
  });
  const page = all.slice(0, max);
  const last = page[page.length - 1];
  const isTruncated = all.length > page.length;
  return {
    status: 200,
    body: xmlDocument('ListBucketResult', [
      ['Name', request.bucket],
      ['Prefix', write(prefix)],
      ['KeyCount', page.length],
      ['MaxKeys', max],
      ['IsTruncated', isTruncated],
      ...(encoding === 'url' ? ([['EncodingType', 'url']] as const) : []),
      ...(isTruncated && last !== undefined ? ([['NextContinuationToken', tokenOf(last.key)]] as const) : []),
      ...page.map(
        ({ key, newest, bytes }): Element => [
          'Contents',
          [
            ['Key', write(key)],
            ['LastModified', new Date(newest.lastModifiedMs).toISOString()],
            ['ETag', `"${newest.etag}"`],
            ['Size', bytes],
          ],
        ],
      ),
    ]),
  };
};
