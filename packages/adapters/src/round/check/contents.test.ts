import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Hash32, type PlannedRows, type SubmissionSeen, toHex } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nodeHost } from '../../node/index.js';
import type { Bucket } from '../../ports.js';
import { FOLDER_LIMITS } from '../../submissions/index.js';
import * as round from '../../testing/sample-round.js';
import { type ContentStore, contentOf, folderContents } from './contents.js';

const bytes = new TextEncoder().encode('{"id":"1"}\n');
const contentSha256 = toHex(nodeHost.sha256(bytes)) as Hash32;
const { hotkey } = round.ROUND_MINERS.honest;
const zipcode = '19103';
const planned = { hotkey, zipcode, contentSha256, rows: [0] } as unknown as PlannedRows;

const seen = (by: string, key: string, length: number) =>
  ({
    type: 'SubmissionSeen',
    by,
    data: { hotkey, zipcode, contentSha256, key, versionId: 'v', bytes: length },
  }) as unknown as SubmissionSeen;

type Listing = Awaited<ReturnType<Bucket['listVersions']>>;

/** A bucket that has some contents by key, and tells what it was asked for. */
const bucketWith = (
  contents: Readonly<Record<string, Uint8Array>>,
  listing: Listing = E.right({ versions: [], next: undefined }),
) => {
  const asked: (readonly [key: string, maxBytes: number])[] = [];
  const read: Bucket['read'] = async ({ key }, { maxBytes }) => {
    asked.push([key, maxBytes]);
    const found = contents[key];
    if (key === 'refused') return E.left({ kind: 'refused', code: 'InvalidArgument', message: 'no version' });
    if (found === undefined) return E.left({ kind: 'missing', code: 'NoSuchKey', message: 'none' });
    return E.right({ bytes: found, sha256: toHex(nodeHost.sha256(found)) as Hash32, etag: '' });
  };
  const listVersions: Bucket['listVersions'] = async () => listing;
  return { bucket: { read, listVersions } as unknown as Bucket, asked };
};
const nothing: ContentStore = { get: async () => undefined, put: async () => undefined };

test('own sightings come first, and what comes is taken by its hash', async () => {
  const { bucket, asked } = bucketWith({ own: new Uint8Array(3), other: bytes });
  const facts = [seen(round.second, 'other', bytes.length), seen(round.first, 'own', bytes.length)];
  const found = await contentOf({ bucket, contents: nothing, by: round.first }, facts, planned);
  assert.equal(found, E.right(bytes));
  assert.equal(
    asked.map(([key]) => key),
    ['own', 'other'],
  );
});

test('no sighting of another observer makes it read more than a file may have', async () => {
  const { bucket, asked } = bucketWith({});
  const facts = [seen(round.second, 'huge', Number.MAX_SAFE_INTEGER), seen(round.second, 'small', 5)];
  const found = await contentOf({ bucket, contents: nothing, by: round.first }, facts, planned);
  assert.ok(E.isLeft(found) && found.left.kind === 'missing');
  assert.equal(asked, [
    ['huge', FOLDER_LIMITS.fileBytes],
    ['small', 5],
  ]);
});

test('a bucket that refuses one version is no reason to stop, and one that refuses the key of the observer is', async () => {
  const noKey: Listing = E.left({ kind: 'refused', code: 'InvalidAccessKeyId', message: 'no key' });
  const from = async (by: string, listing?: Listing) => {
    const { bucket } = bucketWith({}, listing);
    const found = await contentOf({ bucket, contents: nothing, by: round.first }, [seen(by, 'refused', 5)], planned);
    return E.isLeft(found) ? found.left.kind : 'read';
  };
  assert.is(await from(round.first), 'missing', 'the miner took away the right to read it');
  assert.is(await from(round.first, noKey), 'refused');
  assert.is(await from(round.second, noKey), 'missing');
});

test('a kept content is read once, and one that was altered is as if it was not there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'contents-'));
  const contents = folderContents(folder, nodeHost);
  const { bucket, asked } = bucketWith({ own: bytes });
  const facts = [seen(round.first, 'own', bytes.length)];
  const get = () => contentOf({ bucket, contents, by: round.first }, facts, planned);
  await get();
  assert.equal(Buffer.from(E.getOrElse<unknown, Uint8Array>(() => new Uint8Array())(await get())), Buffer.from(bytes));
  assert.is(asked.length, 1);
  assert.equal(readdirSync(folder), [contentSha256]);
  writeFileSync(join(folder, contentSha256), 'altered');
  assert.equal(await get(), E.right(bytes));
  assert.is(asked.length, 2);
  rmSync(folder, { recursive: true });
});

test.run();
