import { type EpochNumber, encodeUtf8, toHex } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nodeHost } from '../node/index.js';
import type { BucketCursor, BucketVersion } from '../ports.js';
import { formatKey } from '../submissions/index.js';
import { newBucket, startS3Peer } from '../testing/s3-peer/index.js';
import { sampleMiner } from '../testing/sample-miner.js';
import { s3Bucket } from './bucket.js';

const OBJECTS = 5000;
const { hotkey } = await sampleMiner(1);
const keyOf = (n: number): string => {
  const file = `${String(n).padStart(5, '0')}-${'x'.repeat(100)}.json`;
  return formatKey({ kind: 'file', hotkey, epoch: 7 as EpochNumber, zipcode: '19103', file });
};

const peer = await startS3Peer({ keys: new Map([['KEY', 'secret']]) });
const stored = newBucket();
peer.store.buckets.set('miners', { ...stored, versioning: 'Enabled' });
for (let n = 0; n < OBJECTS; n += 1) {
  const body = Buffer.from(`${n}`);
  const etag = toHex(nodeHost.sha256(encodeUtf8(`${n}`))).slice(0, 32);
  stored.objects.set(keyOf(n), [
    { versionId: `v${n}`, body, etag, checksumSha256: undefined, lastModifiedMs: n, metadata: {} },
  ]);
}
const bucket = s3Bucket({
  endpoint: peer.endpoint,
  region: 'us-east-1',
  bucket: 'miners',
  accessKeyId: 'KEY',
  secretAccessKey: 'secret',
});

test('5,000 objects are listed over five pages, each once and in order', async () => {
  const before = performance.now();
  const versions: BucketVersion[] = [];
  let from: BucketCursor | undefined;
  do {
    const page = await bucket.listVersions('', from);
    if (E.isLeft(page)) throw new Error(page.left.message);
    versions.push(...page.right.versions);
    from = page.right.next;
  } while (from !== undefined);
  assert.equal(
    versions.map(({ key, versionId, bytes }) => [key, versionId, bytes]),
    Array.from({ length: OBJECTS }, (_, n) => [keyOf(n), `v${n}`, `${n}`.length]),
  );
  assert.is(peer.requests(), 5);
  assert.ok(performance.now() - before < 30_000);
});

test.after(() => peer.close());

test.run();
