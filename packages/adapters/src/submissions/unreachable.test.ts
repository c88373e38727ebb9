import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Bucket, BucketFailure } from '../ports.js';
import { memoryBucket } from '../testing/memory-bucket.js';
import { fileVersion, hotkey, observeVersions, reasonsOf } from '../testing/sample-folder.js';
import { observeAll, sampleObserver } from '../testing/sample-observer.js';

const down: BucketFailure = { kind: 'network', code: 'ECONNRESET', message: 'gone' };

test('a bucket that cannot be reached is no fault of the miner', async () => {
  const bucket = memoryBucket([fileVersion('one'), fileVersion('two', {}, 'b.json')]);
  const broken: Bucket = {
    ...bucket,
    read: async (version, limits) => (version.key.endsWith('a.json') ? E.left(down) : bucket.read(version, limits)),
  };
  const found = await observeAll(sampleObserver(broken), hotkey);
  assert.equal(
    found.map(({ kind }) => kind),
    ['failed', 'fact', 'fact', 'folder'],
  );
  const unlisted: Bucket = { ...bucket, listVersions: async () => E.left(down) };
  const kinds = (await observeAll(sampleObserver(unlisted), hotkey)).map(({ kind }) => kind);
  assert.equal(kinds, ['failed', 'folder']);
});

test('without a head nothing is dated, so nothing is told', async () => {
  const headAt = async () => E.left(down);
  const { found } = await observeVersions([fileVersion('one')], { headAt });
  assert.equal(
    found.map(({ kind }) => kind),
    ['failed', 'folder'],
  );
});

test('an object that is gone when it is read is refused and the rest goes on', async () => {
  const bucket = memoryBucket([fileVersion('one'), fileVersion('two', {}, 'b.json')]);
  const gone: BucketFailure = { kind: 'missing', code: 'NoSuchVersion', message: 'no' };
  const emptied: Bucket = { ...bucket, read: async () => E.left(gone) };
  const found = await observeAll(sampleObserver(emptied), hotkey);
  assert.equal(reasonsOf(found), ['GONE', 'GONE']);
});

test.run();
