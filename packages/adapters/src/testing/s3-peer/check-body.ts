import { createHash } from 'node:crypto';
import { type S3Error, type S3Request, s3Error } from './message.js';

const digest = (algorithm: string, body: Buffer, encoding: 'hex' | 'base64'): string =>
  createHash(algorithm).update(body).digest(encoding);

/** What is wrong with a body by the hashes that were sent with it: the signed one, Content-MD5, the SHA-256 checksum. */
export const bodyError = ({ headers, body }: S3Request, payload: string): S3Error | undefined => {
  if (payload.startsWith('STREAMING-')) return s3Error(501, 'NotImplemented', 'bodies in signed chunks are not taken');
  if (payload !== 'UNSIGNED-PAYLOAD' && payload !== digest('sha256', body, 'hex')) {
    return s3Error(400, 'XAmzContentSHA256Mismatch', 'the body is not the one that was signed');
  }
  const md5 = headers['content-md5'];
  if (md5 !== undefined && Buffer.from(md5, 'base64').length !== 16) {
    return s3Error(400, 'InvalidDigest', 'Content-MD5 is no MD5');
  }
  if (md5 !== undefined && md5 !== digest('md5', body, 'base64')) {
    return s3Error(400, 'BadDigest', 'Content-MD5 is not that of the body');
  }
  const checksum = headers['x-amz-checksum-sha256'];
  if (checksum !== undefined && checksum !== digest('sha256', body, 'base64')) {
    return s3Error(400, 'BadDigest', 'x-amz-checksum-sha256 is not that of the body');
  }
  return undefined;
};
