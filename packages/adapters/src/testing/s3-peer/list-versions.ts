import { compareUtf8 } from '@subnet-scoring/core';
import { parameter, type S3Request, type S3Response } from './message.js';
import { pageSize } from './page-size.js';
import { keysOf, type StoredBucket, type StoredVersion } from './store.js';
import { type Element, keyWriter, xmlDocument } from './xml.js';

interface Listed {
  readonly key: string;
  readonly version: StoredVersion;
  readonly isLatest: boolean;
}

/** Versions behind the markers: keys ascending, the newest of a key first. */
function* versionsAfter(bucket: StoredBucket, prefix: string, key: string, versionId: string): Generator<Listed> {
  for (const name of keysOf(bucket)) {
    if (!name.startsWith(prefix) || compareUtf8(name, key) < 0) continue;
    if (name === key && versionId === '') continue;
    const versions = bucket.objects.get(name) ?? [];
    const seen = name === key ? versions.findIndex((version) => version.versionId === versionId) : -1;
    for (const [at, version] of versions.entries()) {
      if (at > seen) yield { key: name, version, isLatest: at === 0 };
    }
  }
}

const entry = ({ key, version, isLatest }: Listed, write: (key: string) => string): Element => {
  const common: readonly Element[] = [
    ['Key', write(key)],
    ['VersionId', version.versionId],
    ['IsLatest', isLatest],
    ['LastModified', new Date(version.lastModifiedMs).toISOString()],
  ];
  if (version.body === undefined) return ['DeleteMarker', common];
  return ['Version', [...common, ['ETag', `"${version.etag}"`], ['Size', version.body.length]]];
};

/** ListObjectVersions: one page of versions and delete markers. */
export const listVersions = (bucket: StoredBucket, request: S3Request): S3Response => {
  const max = pageSize(request);
  const encoding = parameter(request, 'encoding-type');
  const write = keyWriter(encoding);
  const prefix = parameter(request, 'prefix') ?? '';
  const marker = parameter(request, 'key-marker') ?? '';
  const page: Listed[] = [];
  let isTruncated = false;
  for (const listed of versionsAfter(bucket, prefix, marker, parameter(request, 'version-id-marker') ?? '')) {
    isTruncated = page.length === max;
    if (isTruncated) break;
    page.push(listed);
  }
  const last = page[page.length - 1];
  const next: readonly Element[] =
    isTruncated && last !== undefined
      ? [
          ['NextKeyMarker', write(last.key)],
          ['NextVersionIdMarker', last.version.versionId],
        ]
      : [];
  const head: readonly Element[] = [
    ['Name', request.bucket],
    ['Prefix', write(prefix)],
    ['MaxKeys', max],
    ['IsTruncated', isTruncated],
    ...(encoding === 'url' ? ([['EncodingType', 'url']] as const) : []),
  ];
  return {
    status: 200,
    body: xmlDocument('ListVersionsResult', [...head, ...next, ...page.map((listed) => entry(listed, write))]),
  };
};
