// The bucket of the submissions: one that is made for this network, on its own server or on one that is there.

import { s3Bucket } from '@subnet-scoring/adapters/s3';

/** A server that was killed comes back. */
const ATTEMPTS = 10;

/** Keys of the network's own server. */
export const OWN_KEYS = { AWS_ACCESS_KEY_ID: 'KEY', AWS_SECRET_ACCESS_KEY: 'secret' };

/** Settings without keys: those are in the environment, where no other process reads them. */
const withKeys = (settings, env) => ({
  ...settings,
  region: env.AWS_REGION || 'us-east-1',
  accessKeyId: env.AWS_ACCESS_KEY_ID ?? '',
  secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '',
  ...(env.AWS_SESSION_TOKEN ? { sessionToken: env.AWS_SESSION_TOKEN } : {}),
});

/** Opens the bucket: `settings` are its endpoint and name. */
export const openBucket = (settings, env = process.env) => s3Bucket(withKeys(settings, env));

const administration = async (settings, env = process.env) => {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true'; // the version is pinned
  const sdk = await import('@aws-sdk/client-s3');
  const { endpoint, region, bucket, ...credentials } = withKeys(settings, env);
  const client = new sdk.S3Client({
    endpoint,
    region,
    credentials,
    forcePathStyle: true,
    maxAttempts: ATTEMPTS,
    requestChecksumCalculation: 'WHEN_REQUIRED', // as the adapter: radosgw 16 knows no CRC trailers
  });
  return { sdk, send: (Command, input) => client.send(new sdk[`${Command}Command`]({ Bucket: bucket, ...input })) };
};

/** Makes the bucket, with versions. */
export const createBucket = async (settings, env) => {
  const { send } = await administration(settings, env);
  await send('CreateBucket');
  await send('PutBucketVersioning', { VersioningConfiguration: { Status: 'Enabled' } });
};

/** Takes the bucket away, with all that is in it. */
export const removeBucket = async (settings, env) => {
  const { send } = await administration(settings, env);
  for (;;) {
    const { Versions = [], DeleteMarkers = [] } = await send('ListObjectVersions');
    const there = [...Versions, ...DeleteMarkers];
    if (there.length === 0) break;
    for (const { Key, VersionId } of there) await send('DeleteObject', { Key, VersionId });
  }
  await send('DeleteBucket');
};
