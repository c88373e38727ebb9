import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { s3Bucket } from '../../s3/index.js';

const program = fileURLToPath(new URL('main.js', import.meta.url));
const start = (...args: string[]): ChildProcess => spawn(process.execPath, [program, ...args], { stdio: 'pipe' });

test('the peer as a program says where it is, serves its buckets and ends when told to', async () => {
  const child = start('--bucket', 'miners', '--access-key', 'K', '--secret-key', 'secret');
  const [line] = (await once(child.stdout ?? child, 'data')) as [Buffer];
  const { endpoint, buckets } = JSON.parse(line.toString()) as { endpoint: string; buckets: readonly string[] };
  assert.equal(buckets, ['miners']);
  const settings = { endpoint, region: 'us-east-1', accessKeyId: 'K', secretAccessKey: 'secret' };
  const created = await s3Bucket({ ...settings, bucket: 'miners' }).create('key', Buffer.from('one'));
  assert.ok(E.isRight(created) && created.right.versionId !== 'null');
  const other = await s3Bucket({ ...settings, bucket: 'other' }).create('key', Buffer.from('one'));
  assert.is(E.isLeft(other) && other.left.code, 'NoSuchBucket');
  child.kill('SIGTERM');
  assert.equal(await once(child, 'exit'), [0, null]);
});

test.run();
