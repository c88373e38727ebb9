import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { BucketFailure } from '../ports.js';
import { type Fault, newBucket, type OperationName, startS3Peer } from '../testing/s3-peer/index.js';
import { s3Bucket } from './bucket.js';
import { lazyClient } from './client.js';
import { listPage } from './list-versions.js';

const keys = new Map([['TESTKEY', 'testsecret']]);
const peer = await startS3Peer({ keys });
peer.store.buckets.set('b', { ...newBucket(), versioning: 'Enabled' });
const settings = {
  endpoint: peer.endpoint,
  region: 'us-east-1',
  bucket: 'b',
  accessKeyId: 'TESTKEY',
  secretAccessKey: 'testsecret',
};

const pauses: number[] = [];
const clock = {
  now: Date.now,
  sleep: async (ms: number): Promise<void> => {
    pauses.push(ms);
  },
};
const bucket = s3Bucket(settings, clock);
const BODY = 'x'.repeat(200_000);
const created = await bucket.create('key', Buffer.from(BODY));
const versionId = E.isRight(created) ? created.right.versionId : '';
const LIMITS = { maxBytes: 1_048_576, deadlineMs: 20_000 };
const read = (limits = LIMITS) => bucket.read({ key: 'key', versionId }, limits);

const strike = (on: OperationName, fault: Fault, times = 100): void => {
  peer.faults.clear();
  pauses.length = 0;
  peer.faults.add({ on, times, fault });
};

const kindOf = (result: E.Either<BucketFailure, unknown>): string =>
  E.isLeft(result) ? `${result.left.kind} ${result.left.code}` : 'done';

const status = (code: number, name: string): Fault => ({ kind: 'status', status: code, code: name });

test('what is temporary is tried again, with longer and longer pauses', async () => {
  for (const fault of [
    status(500, 'InternalError'),
    status(503, 'SlowDown'),
    { kind: 'cut', afterBytes: 1000 } as const,
  ]) {
    strike('GetObject', fault, 3);
    const result = await read();
    assert.is(kindOf(result), 'done');
    assert.is(E.isRight(result) && result.right.bytes.length, BODY.length);
    assert.equal(pauses, [200, 400, 800]);
  }
  strike('ListObjectVersions', status(500, 'InternalError'), 3);
  assert.is(kindOf(await bucket.listVersions('')), 'done');
});

test('what stays so is a failure of the network, after four tries', async () => {
  for (const [fault, expected] of [
    [status(500, 'InternalError'), 'network InternalError'],
    [status(503, 'SlowDown'), 'network SlowDown'],
    [{ kind: 'cut', afterBytes: 1000 }, 'network ECONNRESET'],
    [{ kind: 'length', bytes: BODY.length + 10 }, 'network ECONNRESET'],
  ] as const) {
    strike('GetObject', fault);
    const before = peer.requests();
    assert.is(kindOf(await read()), expected);
    assert.is(peer.requests() - before, 4);
  }
});

test('what the server refuses is not asked for again', async () => {
  for (const [fault, expected] of [
    [status(403, 'AccessDenied'), 'refused AccessDenied'],
    [status(404, 'NoSuchVersion'), 'missing NoSuchVersion'],
    [status(400, 'InvalidRequest'), 'refused InvalidRequest'],
  ] as const) {
    strike('GetObject', fault);
    assert.is(kindOf(await read()), expected);
    assert.equal(pauses, []);
  }
});

test('a body that stalls ends at the deadline', async () => {
  strike('GetObject', { kind: 'stall', afterBytes: 1000, ms: 60_000 });
  assert.is(kindOf(await read({ ...LIMITS, deadlineMs: 300 })), 'timeout TIMEOUT');
});

test('a listing that stalls ends at the deadline', async () => {
  strike('ListObjectVersions', { kind: 'stall', afterBytes: 100, ms: 60_000 });
  const page = await listPage(await lazyClient(settings)(), settings, '', undefined, AbortSignal.timeout(300));
  assert.is(kindOf(page), 'timeout TIMEOUT');
});

test('a length that lies is not believed, in either direction', async () => {
  strike('GetObject', { kind: 'length', bytes: 5_000_000_000 });
  assert.is(kindOf(await read()), 'unfit TOO_LARGE');
  assert.equal(pauses, []);
  strike('GetObject', { kind: 'length', bytes: 10 }, 1);
  const short = await read();
  assert.is(E.isRight(short) ? short.right.bytes.length : kindOf(short), 10);
});

test('listings that are broken or lie are failures, and end', async () => {
  const rewrite = (body: (text: string) => string): Fault => ({ kind: 'rewrite', body });
  const truncated = (text: string): string => text.replace('<IsTruncated>false', '<IsTruncated>true');
  const marked = (text: string): string =>
    truncated(text).replace('</IsTruncated>', '</IsTruncated><NextKeyMarker>a</NextKeyMarker>');
  const from = { key: 'b', versionId: 'x' };
  for (const [name, fault, cursor, expected] of [
    ['cut in the middle', rewrite((text) => text.slice(0, -40)), undefined, 'network BAD_ANSWER'],
    ['no XML', rewrite(() => 'hello'), undefined, 'network BAD_ANSWER'],
    ['truncated, without a marker, behind a cursor', rewrite(truncated), from, 'network BAD_ANSWER'],
    ['truncated, with a marker that goes back', rewrite(marked), from, 'network BAD_ANSWER'],
    [
      'truncated, with a marker that is not encoded right',
      rewrite((text) => truncated(text).replace('</IsTruncated>', '</IsTruncated><NextKeyMarker>%ff</NextKeyMarker>')),
      undefined,
      'unfit BAD_KEY',
    ],
    ['without end', rewrite((text) => text + ' '.repeat(9_000_000)), undefined, 'unfit ANSWER_TOO_LARGE'],
  ] as const) {
    strike('ListObjectVersions', fault);
    assert.is(kindOf(await bucket.listVersions('', cursor)), expected, name);
  }
});

test('a key that is not encoded right hides no other one', async () => {
  strike('ListObjectVersions', {
    kind: 'rewrite',
    body: (text) => text.replace(/<Version>.*<\/Version>/s, (entry) => entry.replace('>key<', '>%ff<') + entry),
  });
  const page = await bucket.listVersions('');
  assert.equal(E.isRight(page) && page.right.versions.map(({ key }) => key), ['%ff', 'key']);
});

test('times and sizes that no bucket has do not stop a listing', async () => {
  strike('ListObjectVersions', {
    kind: 'rewrite',
    body: (text) => text.replace(/<LastModified>[^<]+/, '<LastModified>1901-01-01T00:00:00.000Z'),
  });
  const page = await bucket.listVersions('');
  assert.is(E.isRight(page) && page.right.versions[0]?.lastModifiedMs, 0);
});

test('a create is sent once, whatever becomes of it', async () => {
  strike('PutObject', status(500, 'InternalError'));
  const before = peer.requests();
  assert.is(kindOf(await bucket.create('new', Buffer.from('x'))), 'network InternalError');
  assert.is(peer.requests() - before, 1);
});

test('where nobody listens, the network is to blame', async () => {
  const gone = await startS3Peer({ keys });
  await gone.close();
  const nowhere = s3Bucket({ ...settings, endpoint: gone.endpoint }, clock);
  assert.is(kindOf(await nowhere.listVersions('')), 'network ECONNREFUSED');
});

test('no failure shows a secret', async () => {
  const wrong = s3Bucket({ ...settings, secretAccessKey: 'not-the-secret' }, clock);
  const shown = JSON.stringify([await wrong.listVersions(''), await wrong.create('k', Buffer.from('x'))]);
  assert.not.match(shown, /not-the-secret|testsecret|Signature=/);
});

test.after(() => peer.close());

test.run();
