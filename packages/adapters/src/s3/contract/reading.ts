import { strict as assert } from 'node:assert';
import { assertFailed, type BucketCase, bytesOf, exactly, LIMITS, listAll, right } from './case.js';

const HOUR_MS = 3_600_000;

/** Promises about versions and what is read of them. */
export const readingCases: readonly BucketCase[] = [
  {
    name: 'what was created is read by its version, with a SHA-256 of our own',
    isVersioned: true,
    run: async ({ bucket }) => {
      const { versionId, etag } = right(await bucket.create('a/b=c', bytesOf('one')));
      const object = right(await bucket.read({ key: 'a/b=c', versionId }, LIMITS));
      assert.equal(Buffer.from(object.bytes).toString(), 'one');
      assert.equal(object.sha256, exactly('one').sha256);
      assert.equal(object.etag, etag);
      assert.equal(etag, exactly('one').md5);
    },
  },
  {
    name: 'an old version is read after it was replaced and deleted',
    isVersioned: true,
    run: async ({ bucket, put, remove }) => {
      for (const body of ['one', 'two', 'three']) await put('key', body);
      await remove('key');
      const listed = await listAll(bucket, 'key');
      assert.equal(listed.filter(({ isDeleteMarker }) => isDeleteMarker).length, 1);
      const bodies: string[] = [];
      for (const version of listed.filter(({ isDeleteMarker }) => !isDeleteMarker)) {
        bodies.push(Buffer.from(right(await bucket.read(version, LIMITS)).bytes).toString());
      }
      assert.deepEqual(bodies, ['three', 'two', 'one']);
    },
  },
  {
    name: 'without versions there is one, named null, and it is the newest content',
    isVersioned: false,
    run: async ({ bucket, put }) => {
      await put('key', 'one');
      await put('key', 'two');
      const listed = await listAll(bucket, '');
      assert.deepEqual(
        listed.map(({ versionId, etag }) => ({ versionId, etag })),
        [{ versionId: 'null', etag: exactly('two').md5 }],
      );
      const object = right(await bucket.read({ key: 'key', versionId: 'null' }, LIMITS));
      assert.equal(Buffer.from(object.bytes).toString(), 'two');
    },
  },
  {
    name: 'what is not there is missing',
    isVersioned: true,
    run: async ({ bucket, put, remove }) => {
      await put('key', 'one');
      const [version] = await listAll(bucket, 'key');
      assertFailed(await bucket.read({ key: 'other', versionId: version?.versionId ?? '' }, LIMITS), 'missing');
      await remove('gone');
      assert.equal((await listAll(bucket, 'gone')).length, 1);
    },
  },
  {
    name: 'more than the limit is refused, the limit itself is not',
    isVersioned: true,
    run: async ({ bucket }) => {
      const { versionId } = right(await bucket.create('key', Buffer.alloc(70_000, 1)));
      const read = (maxBytes: number) => bucket.read({ key: 'key', versionId }, { ...LIMITS, maxBytes });
      assertFailed(await read(69_999), 'unfit', 'TOO_LARGE');
      assert.equal(right(await read(70_000)).bytes.length, 70_000);
    },
  },
  {
    name: 'an upload in parts is listed as such and not read',
    isVersioned: true,
    run: async ({ bucket, putInParts }) => {
      await putInParts('key', [Buffer.alloc(5 * 1_048_576, 1), Buffer.from('end')]);
      const [version] = await listAll(bucket, 'key');
      assert.match(version?.etag ?? '', /-2$/);
      const versionId = version?.versionId ?? '';
      assertFailed(await bucket.read({ key: 'key', versionId }, LIMITS), 'unfit', 'MULTIPART');
    },
  },
  {
    name: 'a time that the uploader wrote is not the time that is listed',
    isVersioned: true,
    run: async ({ bucket, put, server }) => {
      await put('key', 'one', { 'last-modified': 'Thu, 01 Jan 1970 00:00:00 GMT', mtime: '0' });
      const [version] = await listAll(bucket, 'key');
      assert.ok(Math.abs((version?.lastModifiedMs ?? 0) - server.now()) < HOUR_MS);
    },
  },
  {
    name: 'an object without content is an object',
    isVersioned: true,
    run: async ({ bucket }) => {
      const { versionId } = right(await bucket.create('key', bytesOf('')));
      assert.equal(right(await bucket.read({ key: 'key', versionId }, LIMITS)).sha256, exactly('').sha256);
    },
  },
];
