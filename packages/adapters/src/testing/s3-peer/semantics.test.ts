import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { lazyClient } from '../../s3/client.js';
import { startS3Peer } from './index.js';

const MINUTE_MS = 60_000;
let aheadMs = 0;
const startMs = Date.now();
const now = (): number => startMs + aheadMs;

const peer = await startS3Peer({ keys: new Map([['K', 'secret']]), now });
const settings = {
  endpoint: peer.endpoint,
  region: 'us-east-1',
  bucket: '',
  accessKeyId: 'K',
  secretAccessKey: 'secret',
};
const { sdk, client } = await lazyClient(settings)();

let buckets = 0;
const newBucket = async (Status?: 'Enabled'): Promise<{ readonly Bucket: string }> => {
  buckets += 1;
  const Bucket = `b${buckets}`;
  await client.send(new sdk.CreateBucketCommand({ Bucket }));
  if (Status !== undefined) {
    await client.send(new sdk.PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } }));
  }
  return { Bucket };
};

const nameOf = (sent: Promise<unknown>): Promise<string> =>
  sent.then(
    () => 'done',
    (error: Error) => error.name,
  );

test('ListObjectsV2 goes through pages and leaves out what is deleted', async () => {
  const to = await newBucket('Enabled');
  const keys = Array.from({ length: 25 }, (_, n) => `a b/${String(n).padStart(2, '0')}+`);
  for (const Key of keys) await client.send(new sdk.PutObjectCommand({ ...to, Key, Body: Key }));
  await client.send(new sdk.DeleteObjectCommand({ ...to, Key: keys[3] ?? '' }));
  const listed: string[] = [];
  const sizes: number[] = [];
  let token: string | undefined;
  do {
    const page = await client.send(
      new sdk.ListObjectsV2Command({
        ...to,
        Prefix: 'a b/',
        MaxKeys: 10,
        EncodingType: 'url',
        ...(token === undefined ? {} : { ContinuationToken: token }),
      }),
    );
    sizes.push(page.KeyCount ?? 0);
    listed.push(...(page.Contents ?? []).map(({ Key }) => decodeURIComponent(Key ?? '')));
    token = page.NextContinuationToken;
  } while (token !== undefined);
  assert.equal(sizes, [10, 10, 4]);
  assert.equal(
    listed,
    keys.filter((_, n) => n !== 3),
  );
});

test('If-Match replaces what is known and nothing else', async () => {
  const to = { ...(await newBucket()), Key: 'k' };
  const put = (IfMatch: string | undefined) =>
    client.send(new sdk.PutObjectCommand({ ...to, Body: 'x', ...(IfMatch === undefined ? {} : { IfMatch }) }));
  assert.is(await nameOf(put('"00"')), 'NoSuchKey');
  const { ETag } = await put(undefined);
  assert.is(await nameOf(put('"00"')), 'PreconditionFailed');
  assert.is(await nameOf(put(ETag)), 'done');
});

test('a deleted object is gone, its versions and the mark are not', async () => {
  const to = { ...(await newBucket('Enabled')), Key: 'k' };
  const { VersionId } = await client.send(new sdk.PutObjectCommand({ ...to, Body: 'x', Metadata: { a: '1' } }));
  const mark = await client.send(new sdk.DeleteObjectCommand(to));
  assert.is(mark.DeleteMarker, true);
  const get = (version: string | undefined) => client.send(new sdk.GetObjectCommand({ ...to, VersionId: version }));
  assert.is(await nameOf(get(undefined)), 'NoSuchKey');
  assert.is(await nameOf(get(mark.VersionId)), 'MethodNotAllowed');
  assert.is(await (await get(VersionId)).Body?.transformToString(), 'x');
  const head = await client.send(new sdk.HeadObjectCommand({ ...to, VersionId }));
  assert.equal([head.ContentLength, head.Metadata], [1, { a: '1' }]);
  await client.send(new sdk.DeleteObjectCommand({ ...to, VersionId: mark.VersionId }));
  assert.is(await nameOf(get(undefined)), 'done');
});

test('versioning that is suspended keeps the old versions and overwrites one without id', async () => {
  const to = await newBucket('Enabled');
  const put = (Body: string) => client.send(new sdk.PutObjectCommand({ ...to, Key: 'k', Body }));
  await put('1');
  const VersioningConfiguration = { Status: 'Suspended' } as const;
  await client.send(new sdk.PutBucketVersioningCommand({ ...to, VersioningConfiguration }));
  await put('2');
  await put('3');
  assert.is((await client.send(new sdk.GetBucketVersioningCommand(to))).Status, 'Suspended');
  const { Versions = [] } = await client.send(new sdk.ListObjectVersionsCommand(to));
  assert.equal(
    Versions.map(({ IsLatest }) => IsLatest),
    [true, false],
  );
  assert.is(Versions[0]?.VersionId, 'null');
});

test('an upload in parts bears the time at which it began: begun early, filled late', async () => {
  const to = { ...(await newBucket('Enabled')), Key: 'k' };
  const { UploadId } = await client.send(new sdk.CreateMultipartUploadCommand(to));
  aheadMs = 10 * MINUTE_MS;
  const { ETag } = await client.send(new sdk.UploadPartCommand({ ...to, UploadId, PartNumber: 1, Body: 'late' }));
  const complete = (PartNumber: number) =>
    client.send(
      new sdk.CompleteMultipartUploadCommand({ ...to, UploadId, MultipartUpload: { Parts: [{ PartNumber, ETag }] } }),
    );
  assert.is(await nameOf(complete(2)), 'InvalidPart');
  await complete(1);
  await client.send(new sdk.PutObjectCommand({ ...to, Key: 'single', Body: 'late' }));
  const { Versions = [] } = await client.send(new sdk.ListObjectVersionsCommand(to));
  const [inParts, single] = Versions.map(({ LastModified }) => (LastModified?.getTime() ?? 0) - startMs);
  assert.ok(Math.abs(inParts ?? Number.NaN) < 1000);
  assert.ok(Math.abs((single ?? Number.NaN) - 10 * MINUTE_MS) < 1000);
  assert.match(Versions[0]?.ETag ?? '', /-1"$/);
  assert.is(await nameOf(complete(1)), 'NoSuchUpload');
  aheadMs = 0;
});

test('what the peer does not have it says', async () => {
  const to = await newBucket();
  assert.is(await nameOf(client.send(new sdk.DeleteBucketCommand(to))), 'NotImplemented');
  assert.is(await nameOf(client.send(new sdk.ListBucketsCommand({}))), 'NotImplemented');
  assert.is(
    await nameOf(client.send(new sdk.PutObjectCommand({ ...to, Key: 'k'.repeat(1025), Body: 'x' }))),
    'KeyTooLongError',
  );
});

test.after(() => peer.close());

test.run();
