import { type S3Request, type S3Response, s3Error } from './message.js';
import { answerError } from './responses.js';
import { newBucket, type Store } from './store.js';
import { textsOf, xmlDocument } from './xml.js';

/** Creates a bucket; to create it twice changes nothing. */
export const createBucket = (store: Store, { bucket }: S3Request): S3Response => {
  if (!store.buckets.has(bucket)) store.buckets.set(bucket, newBucket());
  return { status: 200, headers: { location: `/${bucket}` } };
};

/** Turns versioning on or suspends it: it is never off again. */
export const putVersioning = (store: Store, { bucket, body }: S3Request): S3Response => {
  const found = store.buckets.get(bucket);
  const status = textsOf(body.toString('utf8'), 'Status')[0];
  if (found === undefined) return answerError(s3Error(404, 'NoSuchBucket', 'there is no such bucket'));
  if (status !== 'Enabled' && status !== 'Suspended') {
    return answerError(s3Error(400, 'MalformedXML', 'Status is Enabled or Suspended'));
  }
  found.versioning = status;
  return { status: 200 };
};

/** Says whether versioning is on. */
export const getVersioning = (store: Store, { bucket }: S3Request): S3Response => {
  const versioning = store.buckets.get(bucket)?.versioning ?? 'Off';
  return {
    status: 200,
    body: xmlDocument('VersioningConfiguration', versioning === 'Off' ? [] : [['Status', versioning]]),
  };
};
