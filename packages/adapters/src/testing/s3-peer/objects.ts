import { createHash } from 'node:crypto';
import { parameter, type S3Request, type S3Response, s3Error } from './message.js';
import { answerError, versionHeaders } from './responses.js';
import { addVersion, removeVersion, type Store, type StoredBucket, type StoredVersion } from './store.js';

const KEY_BYTES_MAX = 1024;

const latest = (bucket: StoredBucket, key: string): StoredVersion | undefined => bucket.objects.get(key)?.[0];

/** What If-None-Match and If-Match say about the object that is there now. */
const preconditionError = ({ headers }: S3Request, current: StoredVersion | undefined) => {
  const there = current?.body === undefined ? undefined : current.etag;
  const match = headers['if-match'];
  const failed = s3Error(412, 'PreconditionFailed', 'the object is not in the state that was asked for');
  if (headers['if-none-match'] !== undefined && there !== undefined) return failed;
  if (match !== undefined && there === undefined) return s3Error(404, 'NoSuchKey', 'there is no such object');
  return match !== undefined && match.replaceAll('"', '') !== there ? failed : undefined;
};

/** Stores the body as a new version, when the preconditions hold. The time is that of the server, whatever is sent. */
export const putObject = (store: Store, bucket: StoredBucket, request: S3Request): S3Response => {
  const { key, headers, body, nowMs } = request;
  if (Buffer.byteLength(key) > KEY_BYTES_MAX)
    return answerError(s3Error(400, 'KeyTooLongError', 'the key is too long'));
  const error = preconditionError(request, latest(bucket, key));
  if (error !== undefined) return answerError(error);
  const version = addVersion(store, bucket, key, {
    body,
    etag: createHash('md5').update(body).digest('hex'),
    checksumSha256: headers['x-amz-checksum-sha256'],
    lastModifiedMs: nowMs,
    metadata: Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('x-amz-meta-'))),
  });
  return { status: 200, headers: versionHeaders(version) };
};

const notThere = (versionId: string | undefined): S3Response =>
  answerError(
    versionId === undefined
      ? s3Error(404, 'NoSuchKey', 'there is no such object')
      : s3Error(404, 'NoSuchVersion', 'there is no such version'),
  );

/** Gives a version, or the newest. A range of bytes is not answered: the whole body is, as HTTP allows. */
export const getObject = (bucket: StoredBucket, request: S3Request): S3Response => {
  const versionId = parameter(request, 'versionId');
  const versions = bucket.objects.get(request.key) ?? [];
  const version =
    versionId === undefined ? versions[0] : versions.find((candidate) => candidate.versionId === versionId);
  if (version === undefined) return notThere(versionId);
  if (version.body === undefined) {
    const refused = versionId === undefined ? notThere(undefined) : answerError(METHOD_NOT_ALLOWED);
    return { ...refused, headers: { ...refused.headers, 'x-amz-delete-marker': 'true' } };
  }
  const asksForChecksum = request.headers['x-amz-checksum-mode'] === 'ENABLED' && version.checksumSha256 !== undefined;
  return {
    status: 200,
    headers: {
      ...versionHeaders(version),
      'content-length': String(version.body.length),
      ...(asksForChecksum ? { 'x-amz-checksum-sha256': version.checksumSha256 ?? '' } : {}),
    },
    body: version.body,
  };
};

const METHOD_NOT_ALLOWED = s3Error(405, 'MethodNotAllowed', 'a delete marker has no content');

/** Takes a version away, or puts a delete marker on top. */
export const deleteObject = (store: Store, bucket: StoredBucket, request: S3Request): S3Response => {
  const { key, nowMs } = request;
  const versionId = parameter(request, 'versionId');
  if (versionId !== undefined || bucket.versioning === 'Off') {
    removeVersion(bucket, key, versionId ?? 'null');
    return { status: 204 };
  }
  const marker = { body: undefined, etag: '', checksumSha256: undefined, lastModifiedMs: nowMs, metadata: {} };
  return { status: 204, headers: versionHeaders(addVersion(store, bucket, key, marker)) };
};
