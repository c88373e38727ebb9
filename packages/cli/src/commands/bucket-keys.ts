import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fail } from '../cli-error.js';
import type { Io } from '../io.js';
import { readText } from './read-text.js';

const BYTES_MAX = 1_048_576;

/** What opens a bucket. */
export interface BucketKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

const keysOf = (value: (name: string) => string | undefined): BucketKeys | undefined => {
  const [accessKeyId, secretAccessKey, sessionToken] = ['access_key_id', 'secret_access_key', 'session_token'].map(
    (name) => value(`aws_${name}`),
  );
  if (accessKeyId === undefined || secretAccessKey === undefined) return undefined;
  return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
};

/** Values of one section of a credentials file. */
const sectionOf = (text: string, name: string): ReadonlyMap<string, string> => {
  const values = new Map<string, string>();
  let isIn = false;
  for (const line of text.split(/\r?\n/)) {
    const section = /^\s*\[\s*([^\]]*?)\s*\]\s*$/.exec(line)?.[1];
    if (section !== undefined) isIn = section === name;
    const [, key, value] = /^\s*([a-z_]+)\s*=\s*(\S+)\s*$/.exec(line) ?? [];
    if (isIn && key !== undefined && value !== undefined) values.set(key, value);
  }
  return values;
};

const present = (text: string | undefined): string | undefined => (text === '' ? undefined : text);

/**
 * Keys of a bucket, where the AWS tools have theirs: the environment, else a section of the credentials file. There is no option
 * for them, because other processes could read it.
 */
export const bucketKeys = ({ env, cwd }: Io, profile: string | undefined): BucketKeys => {
  const own = keysOf((name) => present(env[name.toUpperCase()]));
  if (own !== undefined) return own;
  // The file may have the keys of somebody else: half of a pair is a mistake, and not no pair.
  const half = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'].find((name) => present(env[name]) !== undefined);
  if (half !== undefined) {
    const message = `${half} is set in the environment, and the other half of the pair is not`;
    const help = 'set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or neither to use the credentials file';
    throw fail({ exit: 11, code: 'NO_BUCKET_KEY', message, help });
  }
  const named = present(env['AWS_SHARED_CREDENTIALS_FILE']);
  const file = resolve(cwd, named ?? join(env['HOME'] ?? homedir(), '.aws', 'credentials'));
  const section = present(env['AWS_PROFILE']) ?? profile ?? 'default';
  const values = existsSync(file) ? sectionOf(readText({ cwd }, file, BYTES_MAX), section) : new Map<string, string>();
  const keys = keysOf((name) => values.get(name));
  if (keys !== undefined) return keys;
  throw fail({
    exit: 11,
    code: 'NO_BUCKET_KEY',
    message: `no keys of the bucket: neither in the environment nor in [${section}] of ${file}`,
    help: 'set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a section with AWS_PROFILE',
  });
};
