import type { Bucket } from '@subnet-scoring/adapters/ports';
import { s3Bucket } from '@subnet-scoring/adapters/s3';
import { Option } from 'commander';
import { usageError } from '../cli-error.js';
import type { Context } from '../context.js';
import type { ExitCode } from '../exit.js';
import { bucketKeys } from './bucket-keys.js';
import type { SubnetFile } from './subnet-file.js';

/** Where the bucket is; its keys are never among the options. */
export interface BucketFlags {
  readonly endpoint?: string;
  readonly region?: string;
  readonly bucket?: string;
}

export const bucketOptions = (): readonly Option[] => [
  new Option('--bucket <name>', 'bucket of the submissions (else $SUBNET_BUCKET, else bucket.name of subnet.json)'),
  new Option('--endpoint <url>', 'its S3 server (else $SUBNET_BUCKET_ENDPOINT, else bucket.endpoint of subnet.json)'),
  new Option(
    '--region <name>',
    'its region (else $SUBNET_BUCKET_REGION, else bucket.region of subnet.json, else us-east-1)',
  ),
];

/** Exit codes of a command that asks a bucket. */
export const BUCKET_EXITS: readonly ExitCode[] = [10, 11, 15];

const WHERE = 'name it with an option, in the environment, or in subnet.json beside the log';

// Older buckets, and other servers than Amazon's, have capitals and low lines too.
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{1,62}$/;

/** The bucket that is meant. Nothing is asked of it yet. */
export const openBucket = ({ io }: Context, flags: BucketFlags, { bucket = {} }: SubnetFile): Bucket => {
  const named = (flag: string | undefined, variable: string, own: string | undefined): string | undefined => {
    const set = io.env[variable];
    return flag ?? (set === '' ? undefined : set) ?? own;
  };
  const name = named(flags.bucket, 'SUBNET_BUCKET', bucket.name);
  const endpoint = named(flags.endpoint, 'SUBNET_BUCKET_ENDPOINT', bucket.endpoint);
  const region = named(flags.region, 'SUBNET_BUCKET_REGION', bucket.region) ?? 'us-east-1';
  if (name === undefined) throw usageError('which bucket? There is no --bucket', WHERE);
  if (!NAME.test(name)) {
    throw usageError(`"${name}" is no name of a bucket: expected letters, digits, dots and hyphens`, WHERE);
  }
  if (endpoint === undefined) throw usageError('where is the bucket? There is no --endpoint', WHERE);
  if (!URL.canParse(endpoint) || !/^https?:\/\/[^/]/.test(endpoint)) {
    throw usageError(`"${endpoint}" is no address of a bucket: expected http(s)://host[:port]`, WHERE);
  }
  return s3Bucket({ endpoint, region, bucket: name, ...bucketKeys(io, bucket.profile) });
};
