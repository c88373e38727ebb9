import { createBucket, getVersioning, putVersioning } from './buckets.js';
import { listObjects } from './list-objects.js';
import { listVersions } from './list-versions.js';
import { parameter, type S3Request, type S3Response, s3Error } from './message.js';
import { completeUpload, createUpload, putPart } from './multipart.js';
import { deleteObject, getObject, putObject } from './objects.js';
import { answerError } from './responses.js';
import type { Store, StoredBucket } from './store.js';

/** What the peer can do, by the names of Amazon. */
export type OperationName =
  | 'CreateBucket'
  | 'PutBucketVersioning'
  | 'GetBucketVersioning'
  | 'ListObjectVersions'
  | 'ListObjectsV2'
  | 'CreateMultipartUpload'
  | 'UploadPart'
  | 'CompleteMultipartUpload'
  | 'PutObject'
  | 'GetObject'
  | 'HeadObject'
  | 'DeleteObject';

const onBucket = ({ method }: S3Request, has: (name: string) => boolean): OperationName | undefined => {
  if (method === 'PUT') return has('versioning') ? 'PutBucketVersioning' : 'CreateBucket';
  if (method !== 'GET') return undefined;
  if (has('versioning')) return 'GetBucketVersioning';
  return has('versions') ? 'ListObjectVersions' : 'ListObjectsV2';
};

const onObject = ({ method }: S3Request, has: (name: string) => boolean): OperationName | undefined => {
  if (method === 'PUT') return has('uploadId') ? 'UploadPart' : 'PutObject';
  if (method === 'GET') return 'GetObject';
  if (method === 'HEAD') return 'HeadObject';
  if (method === 'DELETE') return 'DeleteObject';
  if (method !== 'POST') return undefined;
  return has('uploads') ? 'CreateMultipartUpload' : has('uploadId') ? 'CompleteMultipartUpload' : undefined;
};

/** Which operation a request asks for; undefined for one that the peer does not have. */
export const operationOf = (request: S3Request): OperationName | undefined => {
  const has = (name: string): boolean => parameter(request, name) !== undefined;
  if (request.bucket === '') return undefined;
  return request.key === '' ? onBucket(request, has) : onObject(request, has);
};

const inBucket = (name: OperationName, store: Store, bucket: StoredBucket, request: S3Request): S3Response => {
  switch (name) {
    case 'CreateBucket':
      return createBucket(store, request);
    case 'PutBucketVersioning':
      return putVersioning(store, request);
    case 'GetBucketVersioning':
      return getVersioning(store, request);
    case 'ListObjectVersions':
      return listVersions(bucket, request);
    case 'ListObjectsV2':
      return listObjects(bucket, request);
    case 'CreateMultipartUpload':
      return createUpload(store, request);
    case 'UploadPart':
      return putPart(store, request);
    case 'CompleteMultipartUpload':
      return completeUpload(store, bucket, request);
    case 'PutObject':
      return putObject(store, bucket, request);
    case 'GetObject':
    case 'HeadObject':
      return getObject(bucket, request);
    case 'DeleteObject':
      return deleteObject(store, bucket, request);
  }
};

/** Does what an authentic request asks for. */
export const perform = (name: OperationName, store: Store, request: S3Request): S3Response => {
  if (name === 'CreateBucket') return createBucket(store, request);
  const bucket = store.buckets.get(request.bucket);
  if (bucket === undefined) return answerError(s3Error(404, 'NoSuchBucket', 'there is no such bucket'));
  return inBucket(name, store, bucket, request);
};
