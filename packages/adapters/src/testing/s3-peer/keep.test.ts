import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { lazyClient } from '../../s3/client.js';
import { type S3Request, startS3Peer } from './index.js';

const keys = new Map([['K', 'secret']]);
const target = { Bucket: 'b', Key: 'key' };

const connect = async (endpoint: string) =>
  lazyClient({ endpoint, region: 'us-east-1', bucket: 'b', accessKeyId: 'K', secretAccessKey: 'secret' })();

test('a peer goes on where the one before was killed, with the same versions', async () => {
  const kept: S3Request[] = [];
  const first = await startS3Peer({ keys, keep: (request) => kept.push(request) });
  const one = await connect(first.endpoint);
  const { sdk } = one;
  await one.client.send(new sdk.CreateBucketCommand({ Bucket: 'b' }));
  const VersioningConfiguration = { Status: 'Enabled' } as const;
  await one.client.send(new sdk.PutBucketVersioningCommand({ Bucket: 'b', VersioningConfiguration }));
  for (const Body of ['one', 'two']) await one.client.send(new sdk.PutObjectCommand({ ...target, Body }));
  const refused = one.client.send(new sdk.PutObjectCommand({ ...target, Body: 'three', IfNoneMatch: '*' }));
  await refused.catch(() => undefined);
  await one.client.send(new sdk.DeleteObjectCommand(target));
  const before = await one.client.send(new sdk.ListObjectVersionsCommand({ Bucket: 'b' }));
  await first.close();

  const second = await startS3Peer({ keys, kept });
  const other = await connect(second.endpoint);
  const after = await other.client.send(new sdk.ListObjectVersionsCommand({ Bucket: 'b' }));
  assert.equal([after.Versions, after.DeleteMarkers], [before.Versions, before.DeleteMarkers]);
  assert.is(after.Versions?.length, 2);
  const VersionId = after.Versions?.find(({ Size }) => Size === 3)?.VersionId ?? '';
  const read = await other.client.send(new sdk.GetObjectCommand({ ...target, VersionId }));
  assert.is(await read.Body?.transformToString(), 'two');
  await second.close();
});

test('what only reads, or is not signed, is not kept', async () => {
  const kept: S3Request[] = [];
  let heard = 0;
  const peer = await startS3Peer({
    keys,
    keep: (request) => kept.push(request),
    heard: () => {
      heard += 1;
    },
  });
  const { sdk, client } = await connect(peer.endpoint);
  await client.send(new sdk.ListObjectVersionsCommand({ Bucket: 'b' })).catch(() => undefined);
  await fetch(`${peer.endpoint}/b/key`, { method: 'PUT', body: 'x' });
  assert.is(kept.length, 0);
  assert.is(heard, 2);
  await peer.close();
});

test.run();
