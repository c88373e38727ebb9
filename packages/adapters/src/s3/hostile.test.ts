import { gzipSync } from 'node:zlib';
import { toHex } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nodeHost } from '../node/index.js';
import type { BucketFailure } from '../ports.js';
import { type Fault, newBucket, type OperationName, startS3Peer } from '../testing/s3-peer/index.js';
import { s3Bucket } from './bucket.js';
import { lazyClient } from './client.js';
import { listPage } from './list-versions.js';

const MIB = 1_048_576;
const peer = await startS3Peer({ keys: new Map([['TESTKEY', 'testsecret']]) });
peer.store.buckets.set('b', { ...newBucket(), versioning: 'Enabled' });
const settings = {
  endpoint: peer.endpoint,
  region: 'us-east-1',
  bucket: 'b',
  accessKeyId: 'TESTKEY',
  secretAccessKey: 'testsecret',
};
const bucket = s3Bucket(settings, { now: Date.now, sleep: async () => undefined });
const packed = gzipSync(Buffer.alloc(64 * MIB));
const created = await bucket.create('key', packed);
const versionId = E.isRight(created) ? created.right.versionId : '';
const read = (deadlineMs = 20_000) => bucket.read({ key: 'key', versionId }, { maxBytes: MIB, deadlineMs });
const list = async (deadlineMs = 20_000) =>
  listPage(await lazyClient(settings)(), settings, '', undefined, AbortSignal.timeout(deadlineMs));

const strike = (on: OperationName, fault: Fault, times = 100): void => {
  peer.faults.clear();
  peer.faults.add({ on, times, fault });
};
const kindOf = (result: E.Either<BucketFailure, unknown>): string =>
  E.isLeft(result) ? `${result.left.kind} ${result.left.code}` : 'done';

/** Runs it, within so much time and memory. */
const within = async <A>(ms: number, bytes: number, run: () => Promise<A>): Promise<A> => {
  const [time, memory] = [performance.now(), process.memoryUsage().rss];
  const result = await run();
  assert.ok(performance.now() - time < ms, `${performance.now() - time} ms`);
  assert.ok(process.memoryUsage().rss - memory < bytes, `${(process.memoryUsage().rss - memory) / MIB} MiB`);
  return result;
};

for (const encoding of ['gzip', 'br', 'zstd', 'deflate']) {
  test(`an object that says it is packed with ${encoding} is taken as it lies there`, async () => {
    const headers = { 'content-encoding': encoding };
    strike('GetObject', { kind: 'answer', as: (it) => ({ ...it, headers: { ...it.headers, ...headers } }) });
    const result = await within(10_000, 100 * MIB, () => read());
    assert.ok(E.isRight(result), kindOf(result));
    assert.is(result.right.bytes.length, packed.length);
    assert.is(result.right.sha256, toHex(nodeHost.sha256(packed)));
  });
}

const laughs = (): string => {
  const entities = Array.from({ length: 12 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`);
  return `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "lol">${entities.join('')}]>`;
};
const withKey = (text: string, key: string): string => text.replace('>key<', `>${key}<`);

for (const [name, body] of [
  ['entities that double', (text: string) => withKey(text.replace(/<\?xml[^>]*\?>/, laughs()), '&l12;')],
  [
    'an entity of a file',
    (text: string) =>
      withKey(text.replace(/<\?xml[^>]*\?>/, '<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd">]>'), '&f;'),
  ],
  ['tags inside each other', () => '<a>'.repeat(400_000)],
  ['one tag of 7 MB', () => `<${'a'.repeat(7 * MIB)}>`],
  ['attributes without end', () => `<a ${'b="c" '.repeat(200_000)}>`],
  ['a comment without end', () => `<!--${' '.repeat(7 * MIB)}`],
  ['empty entries', (text: string) => text.replace('<Version>', `${'<E/>'.repeat(200_000)}<Version>`)],
  ['numbers of characters', (text: string) => withKey(text, '&#x41;'.repeat(200_000))],
  ['sizes of a thousand digits', (text: string) => text.replace(/<Size>\d+/, `<Size>${'9'.repeat(1000)}`)],
  ['a size below nothing', (text: string) => text.replace(/<Size>\d+/, '<Size>-1')],
  ['__proto__', (text: string) => text.replace('<Version>', '<__proto__><Key>x</Key></__proto__><Version>')],
] as const) {
  test(`a listing of ${name} costs no more than its bytes`, async () => {
    strike('ListObjectVersions', { kind: 'rewrite', body });
    const page = await within(15_000, 600 * MIB, () => list());
    if (E.isLeft(page)) assert.match(kindOf(page), /^network|^unfit ANSWER_TOO_LARGE/);
    else {
      for (const { key, bytes } of page.right.versions) {
        assert.ok(key.length <= MIB && Number.isSafeInteger(bytes) && bytes >= 0);
        assert.not.match(key, /root:|lollol/);
      }
    }
  });
}

test('an answer that says no at length is not kept', async () => {
  const refusal = (status: number): Fault => ({
    kind: 'answer',
    as: () => ({ status, body: `<Error><Code>${'C'.repeat(MIB)}</Code><Message>${'m'.repeat(MIB)}</Message></Error>` }),
  });
  for (const status of [400, 403, 404, 500]) {
    strike('GetObject', refusal(status));
    const result = await read();
    assert.ok(E.isLeft(result) && JSON.stringify(result.left).length < 600, kindOf(result));
  }
  strike('GetObject', { kind: 'answer', as: () => ({ status: 403, body: 'x'.repeat(20 * MIB) }) });
  assert.match(kindOf(await read()), /^refused|^unfit/);
});

for (const [name, fault] of [
  ['byte by byte', { kind: 'drip', ms: 20 }],
  ['not at all', { kind: 'silent' }],
] as const) {
  test(`an answer that comes ${name} ends at the deadline`, async () => {
    strike('GetObject', fault);
    assert.is(kindOf(await within(5000, 100 * MIB, () => read(300))), 'timeout TIMEOUT');
    strike('ListObjectVersions', fault);
    assert.is(kindOf(await within(5000, 100 * MIB, () => list(300))), 'timeout TIMEOUT');
  });
}

test('an answer that goes elsewhere is not followed', async () => {
  strike('GetObject', {
    kind: 'answer',
    as: () => ({ status: 301, headers: { location: 'http://127.0.0.1:1/', 'x-amz-bucket-region': 'elsewhere' } }),
  });
  assert.match(kindOf(await read()), /^refused/);
});

test.after(() => peer.close());

test.run();
