import { createHash } from 'node:crypto';
import { parameter, type S3Request, type S3Response, s3Error } from './message.js';
import { answerError, versionHeaders } from './responses.js';
import { addVersion, nextId, type Store, type StoredBucket } from './store.js';
import { textsOf, xmlDocument } from './xml.js';

const NO_SUCH_UPLOAD = s3Error(404, 'NoSuchUpload', 'there is no such upload');

const uploadOf = (store: Store, request: S3Request) => {
  const upload = store.uploads.get(parameter(request, 'uploadId') ?? '');
  return upload?.bucket === request.bucket && upload.key === request.key ? upload : undefined;
};

/** Begins an upload in parts. */
export const createUpload = (store: Store, { bucket, key, nowMs }: S3Request): S3Response => {
  const id = nextId(store);
  store.uploads.set(id, { bucket, key, startedMs: nowMs, parts: new Map() });
  return {
    status: 200,
    body: xmlDocument('InitiateMultipartUploadResult', [
      ['Bucket', bucket],
      ['Key', key],
      ['UploadId', id],
    ]),
  };
};

/** Takes one part. */
export const putPart = (store: Store, request: S3Request): S3Response => {
  const upload = uploadOf(store, request);
  if (upload === undefined) return answerError(NO_SUCH_UPLOAD);
  upload.parts.set(Number(parameter(request, 'partNumber')), request.body);
  return { status: 200, headers: { etag: `"${createHash('md5').update(request.body).digest('hex')}"` } };
};

/**
 * Joins the parts to a version. Its time is the hour at which the upload began, as Amazon documents it: whoever begins
 * early and uploads late would be backdated, which is why an observer refuses such objects.
 */
export const completeUpload = (store: Store, bucket: StoredBucket, request: S3Request): S3Response => {
  const upload = uploadOf(store, request);
  if (upload === undefined) return answerError(NO_SUCH_UPLOAD);
  const numbers = textsOf(request.body.toString('utf8'), 'PartNumber').map(Number);
  const parts = numbers.map((number) => upload.parts.get(number));
  if (parts.length === 0 || !parts.every((part) => part !== undefined)) {
    return answerError(s3Error(400, 'InvalidPart', 'a part that is named was not uploaded'));
  }
  const sums = parts.map((part) => createHash('md5').update(part).digest());
  const etag = `${createHash('md5').update(Buffer.concat(sums)).digest('hex')}-${parts.length}`;
  const body = Buffer.concat(parts);
  const made = { body, etag, checksumSha256: undefined, lastModifiedMs: upload.startedMs, metadata: {} };
  const version = addVersion(store, bucket, request.key, made);
  store.uploads.delete(parameter(request, 'uploadId') ?? '');
  return {
    status: 200,
    headers: versionHeaders(version),
    body: xmlDocument('CompleteMultipartUploadResult', [
      ['Bucket', request.bucket],
      ['Key', request.key],
      ['ETag', `"${etag}"`],
    ]),
  };
};
