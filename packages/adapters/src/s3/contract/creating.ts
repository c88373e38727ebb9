import { strict as assert } from 'node:assert';
import * as E from 'fp-ts/lib/Either.js';
import { s3Bucket } from '../bucket.js';
import { assertFailed, type BucketCase, bytesOf, exactly, LIMITS, listAll, right } from './case.js';
import type { Rig } from './rig.js';

const firstWriteWins = async ({ bucket }: Rig): Promise<void> => {
  const { versionId } = right(await bucket.create('key', bytesOf('one')));
  assertFailed(await bucket.create('key', bytesOf('two')), 'refused', 'PreconditionFailed');
  assert.equal(Buffer.from(right(await bucket.read({ key: 'key', versionId }, LIMITS)).bytes).toString(), 'one');
  assert.equal((await listAll(bucket, 'key')).length, 1);
};

/** Promises about creating objects and about keys. */
export const creatingCases: readonly BucketCase[] = [
  { name: 'the first write wins', isVersioned: false, run: firstWriteWins },
  { name: 'the first write wins where versions are kept', isVersioned: true, run: firstWriteWins },
  {
    name: 'of 20 who create one object at once, one does',
    isVersioned: false,
    run: async ({ bucket }) => {
      const racers = Array.from({ length: 20 }, (_, n) => bucket.create('key', bytesOf(`racer ${n}`)));
      assert.equal((await Promise.all(racers)).filter(E.isRight).length, 1);
    },
  },
  {
    name: 'another key or no key opens nothing',
    isVersioned: true,
    run: async ({ settings, server, put }) => {
      await put('key', 'one');
      const clock = { now: server.now, sleep: server.wait };
      const wrong = s3Bucket({ ...settings, secretAccessKey: 'not-the-secret' }, clock);
      const unknown = s3Bucket({ ...settings, accessKeyId: 'NOBODY' }, clock);
      assertFailed(await wrong.listVersions(''), 'refused', 'SignatureDoesNotMatch');
      assertFailed(await wrong.create('new', bytesOf('x')), 'refused', 'SignatureDoesNotMatch');
      assertFailed(await unknown.listVersions(''), 'refused', 'InvalidAccessKeyId');
      const anonymous = await fetch(`${settings.endpoint}/${settings.bucket}/key`);
      assert.equal(anonymous.status, 403);
    },
  },
  {
    name: 'a bucket that is not there is refused',
    isVersioned: true,
    run: async ({ settings, server }) => {
      const clock = { now: server.now, sleep: server.wait };
      const nowhere = s3Bucket({ ...settings, bucket: 'no-such-bucket' }, clock);
      assertFailed(await nowhere.listVersions(''), 'refused', 'NoSuchBucket');
    },
  },
  {
    name: 'a body that its SHA-256 checksum contradicts is refused',
    isVersioned: true,
    run: async ({ putWrongSum, bucket }) => {
      await assert.rejects(putWrongSum('key'));
      assert.equal((await listAll(bucket, '')).length, 0);
    },
  },
  {
    name: 'a presigned PUT creates exactly what was signed',
    isVersioned: true,
    run: async ({ bucket }) => {
      const { url, headers } = await bucket.presignCreate('dir/a b=c', exactly('one'), 60);
      const put = async (to: string, body: string, sent: Readonly<Record<string, string>>) =>
        (await fetch(to, { method: 'PUT', body, headers: sent })).status;
      assert.equal(await put(url, 'two', headers), 400, 'another body');
      assert.equal(await put(url, 'once', headers), 403, 'another size');
      assert.equal(await put(url.replace('dir/', 'other/'), 'one', headers), 403, 'another key');
      assert.equal(await put(url.replace(/Expires=60/, 'Expires=600'), 'one', headers), 403, 'a longer time');
      const { 'content-md5': _, ...without } = headers;
      assert.equal(await put(url, 'one', without), 403, 'a header less');
      assert.equal(await put(url, 'two', { ...headers, 'content-md5': exactly('two').md5 }), 403, 'another hash');
      assert.equal(await put(url, 'one', headers), 200);
      const listed = await listAll(bucket, '');
      assert.deepEqual(
        listed.map(({ key, etag }) => ({ key, etag })),
        [{ key: 'dir/a b=c', etag: exactly('one').md5 }],
      );
    },
  },
  {
    name: 'a presigned PUT is good once',
    isVersioned: false,
    run: async ({ bucket }) => {
      const { url, headers } = await bucket.presignCreate('key', exactly('one'), 60);
      const put = async () => (await fetch(url, { method: 'PUT', body: 'one', headers })).status;
      assert.deepEqual([await put(), await put()], [200, 412]);
    },
  },
  {
    name: 'a presigned PUT expires',
    isVersioned: true,
    run: async ({ bucket, server }) => {
      const { url, headers } = await bucket.presignCreate('key', exactly('one'), 1);
      await server.wait(3000);
      assert.equal((await fetch(url, { method: 'PUT', body: 'one', headers })).status, 403);
      await assert.rejects(bucket.presignCreate('key', exactly('one'), 601), RangeError);
      assert.equal((await listAll(bucket, '')).length, 0);
    },
  },
];
