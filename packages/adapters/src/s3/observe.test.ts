import { createHash } from 'node:crypto';
import { encodeUtf8, type Hash32 } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nodeHost } from '../node/index.js';
import type { Bucket, ExactContent } from '../ports.js';
import { encodeManifest, folderOf, formatKey, type Manifest, signManifest } from '../submissions/index.js';
import { newBucket, startS3Peer } from '../testing/s3-peer/index.js';
import { sampleMiner } from '../testing/sample-miner.js';
import {
  epoch,
  factsOf,
  genesis,
  netuid,
  nonce,
  observeAll,
  sampleObserver,
  sha256Of,
} from '../testing/sample-observer.js';
import { s3Bucket } from './bucket.js';

const peer = await startS3Peer({ keys: new Map([['VALIDATOR', 'testsecret']]) });
peer.store.buckets.set('miners', { ...newBucket(), versioning: 'Enabled' });
const bucket = s3Bucket({
  endpoint: peer.endpoint,
  region: 'us-east-1',
  bucket: 'miners',
  accessKeyId: 'VALIDATOR',
  secretAccessKey: 'testsecret',
});

const miner = await sampleMiner(1);
const { hotkey } = miner;
const FILE = formatKey({ kind: 'file', hotkey, epoch, zipcode: '19103', file: 'rows.json' });

const exactly = (content: Uint8Array): ExactContent => ({
  bytes: content.length,
  md5: createHash('md5').update(content).digest('hex'),
  sha256: createHash('sha256').update(content).digest('hex') as Hash32,
});

/** What a miner does: it has no key, only a permission for one object with one content. */
const upload = async (key: string, content: Uint8Array): Promise<void> => {
  const { url, headers } = await bucket.presignCreate(key, exactly(content), 60);
  assert.is((await fetch(url, { method: 'PUT', body: content, headers })).status, 200);
};

test('what a miner uploads with permissions alone becomes facts', async () => {
  const rows = 'rows of 19103';
  const files = [{ contentSha256: sha256Of(rows), rowsRoot: sha256Of('rows'), zipcode: '19103' }];
  const manifest: Manifest = { netuid, epoch, nonce, hotkey, files };
  const signed = await signManifest(nodeHost, genesis, manifest, miner.sign);
  const key = formatKey({ kind: 'manifest', hotkey, epoch, manifestSha256: signed.sha256 });
  await upload(key, encodeManifest(signed));
  await upload(FILE, encodeUtf8(rows));
  const facts = factsOf(await observeAll(sampleObserver(bucket), hotkey));
  assert.equal(
    facts.map(({ type }) => type),
    ['ManifestSeen', 'SubmissionSeen', 'SubmissionMeasured'],
  );
});

test('an object that is replaced after it was listed is told as it was listed, by its version', async () => {
  const replacing: Bucket = {
    ...bucket,
    listVersions: async (prefix, from) => {
      const page = await bucket.listVersions(prefix, from);
      peer.store.buckets
        .get('miners')
        ?.objects.get(FILE)
        ?.unshift({
          versionId: 'later',
          body: Buffer.from('something else'),
          etag: 'ab'.repeat(16),
          checksumSha256: undefined,
          lastModifiedMs: 0,
          metadata: {},
        });
      return page;
    },
  };
  const facts = factsOf(await observeAll(sampleObserver(replacing), hotkey));
  const seen = facts.flatMap((fact) => (fact.type === 'SubmissionSeen' ? [fact.data.contentSha256] : []));
  assert.equal(seen, [sha256Of('rows of 19103')]);
});

test('an object of 5 GB and an upload in parts are refused by what the listing says', async () => {
  peer.faults.add({
    on: 'ListObjectVersions',
    times: 1,
    fault: {
      kind: 'rewrite',
      body: (text) => text.replace(/<Size>\d+/, '<Size>5000000000').replace(/(<ETag>[^<]+?)(&quot;<)/g, '$1-2$2'),
    },
  });
  const before = peer.requests();
  const found = await observeAll(sampleObserver(bucket), hotkey);
  assert.ok(found.every(({ kind }) => kind !== 'fact'));
  assert.is(peer.requests() - before, 1, 'nothing but the listing');
});

test('a server that breaks off every body of one file costs that file only, and only this time', async () => {
  peer.faults.add({
    on: 'GetObject',
    key: FILE,
    times: 8,
    fault: { kind: 'status', status: 500, code: 'InternalError' },
  });
  const quick = s3Bucket(
    {
      endpoint: peer.endpoint,
      region: 'us-east-1',
      bucket: 'miners',
      accessKeyId: 'VALIDATOR',
      secretAccessKey: 'testsecret',
    },
    { now: Date.now, sleep: async () => undefined },
  );
  const found = await observeAll(sampleObserver(quick), hotkey);
  assert.equal(
    found.flatMap((item) => (item.kind === 'failed' ? [item.failure.code] : [])),
    ['InternalError', 'InternalError'],
  );
  assert.is(factsOf(found)[0]?.type, 'ManifestSeen');
  const again = await observeAll(sampleObserver(quick), hotkey);
  assert.is(factsOf(again).filter(({ type }) => type === 'SubmissionSeen').length, 2);
});

test('a permission for the folder of one miner opens no other', async () => {
  const other = await sampleMiner(2);
  const { url, headers } = await bucket.presignCreate(FILE, exactly(encodeUtf8('x')), 60);
  const folder = (of: typeof hotkey) => encodeURIComponent(folderOf(of, epoch)).replaceAll('%2F', '/');
  const moved = url.replace(folder(hotkey), folder(other.hotkey));
  assert.is.not(moved, url);
  assert.is((await fetch(moved, { method: 'PUT', body: 'x', headers })).status, 403);
  assert.ok(E.isRight(await bucket.listVersions(folderOf(other.hotkey, epoch))));
});

test.after(() => peer.close());

test.run();
