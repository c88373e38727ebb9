import { strict as assert } from 'node:assert';
import { compareUtf8 } from '@subnet-scoring/core';
import { s3Bucket } from '../bucket.js';
import { type BucketCase, listAll, right } from './case.js';
import type { Rig } from './rig.js';

const PAGE = 50;
const AT_ONCE = 16;

const putMany = async (rig: Rig, keys: readonly string[]): Promise<void> => {
  for (let at = 0; at < keys.length; at += AT_ONCE) {
    await Promise.all(keys.slice(at, at + AT_ONCE).map((key) => rig.put(key, key)));
  }
};

/** Promises about listings. */
export const listingCases: readonly BucketCase[] = [
  {
    name: 'a listing of several pages has every version once, keys ascending',
    isVersioned: true,
    run: async (rig) => {
      const keys = Array.from({ length: 2 * PAGE + 30 }, (_, n) => `many/${String(n).padStart(5, '0')}`);
      await putMany(rig, keys);
      await putMany(rig, keys.slice(PAGE - 5, PAGE + 5)); // so that a page can end between two versions of a key
      const bucket = s3Bucket({ ...rig.settings, pageSize: PAGE });
      const first = right(await bucket.listVersions('many/'));
      assert.equal(first.versions.length, PAGE);
      const listed = await listAll(bucket, 'many/');
      assert.equal(listed.length, keys.length + 10);
      assert.equal(new Set(listed.map(({ key, versionId }) => `${key} ${versionId}`)).size, listed.length);
      assert.deepEqual(
        listed.map(({ key }) => key),
        listed.map(({ key }) => key).sort(compareUtf8),
      );
      assert.deepEqual(await listAll(rig.bucket, 'many/'), listed);
    },
  },
  {
    name: 'a cursor that was kept goes on where the listing stopped',
    isVersioned: true,
    run: async (rig) => {
      for (const body of ['1', '2', '3']) await rig.put('a', body);
      await rig.put('b', '4');
      const all = await listAll(rig.bucket, '');
      for (const [at, { key, versionId }] of all.entries()) {
        const { versions } = right(await rig.bucket.listVersions('', { key, versionId }));
        assert.deepEqual(versions, all.slice(at + 1));
      }
    },
  },
  {
    name: 'only keys that begin with the prefix are listed',
    isVersioned: true,
    run: async (rig) => {
      await putMany(rig, ['a/1', 'a/2', 'ab', 'b/1', 'A/1']);
      const keysBelow = async (prefix: string) => (await listAll(rig.bucket, prefix)).map(({ key }) => key);
      assert.deepEqual(await keysBelow('a/'), ['a/1', 'a/2']);
      assert.deepEqual(await keysBelow('a'), ['a/1', 'a/2', 'ab']);
      assert.deepEqual(await keysBelow('nothing'), []);
    },
  },
  {
    name: 'keys come back to the character',
    isVersioned: true,
    run: async (rig) => {
      const keys = [
        'a b',
        'a+b',
        'a%20b',
        'a&b<c>',
        '"quoted"',
        'é',
        '😀',
        'hotkey=x/zipcode=1',
        'bell\u0007',
        "a'(b)*!~",
      ];
      await putMany(rig, keys);
      const listed = await listAll(rig.bucket, '');
      assert.deepEqual(
        listed.map(({ key }) => key),
        [...keys].sort(compareUtf8),
      );
    },
  },
];
