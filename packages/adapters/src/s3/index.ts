export { s3Bucket } from './bucket.js';
export type { S3Clock, S3Settings } from './client.js';
