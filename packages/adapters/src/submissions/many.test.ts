import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { encodeUtf8 } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Bucket, BucketVersion } from '../ports.js';
import { memoryBucket, memoryVersion } from '../testing/memory-bucket.js';
import { sampleMiner } from '../testing/sample-miner.js';
import { epoch, sampleObserver, sha256Of } from '../testing/sample-observer.js';
import { FOLDER_LIMITS, folderOf, observeFolder } from './index.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const MANY = 100_000;
const PAGE = 1000;
const EARLY = 20_000;
const MIB = 1_048_576;

const { hotkey } = await sampleMiner(1);
const tiny = memoryVersion(`${folderOf(hotkey, epoch)}zipcode=19103/a`, encodeUtf8('x'));
const object = { bytes: encodeUtf8('x'), sha256: sha256Of('x'), etag: tiny.etag };

/** Lists versions that are made while they are listed. */
const endless: Bucket = {
  ...memoryBucket([]),
  listVersions: async (_prefix, from) => {
    const start = from === undefined ? 0 : Number(from.versionId) + 1;
    const versions = Array.from({ length: PAGE }, (_, n): BucketVersion => ({ ...tiny, versionId: `${start + n}` }));
    const next = { key: tiny.key, versionId: `${start + PAGE - 1}` };
    return E.right({ versions, next: start + PAGE < MANY ? next : undefined });
  },
  read: async () => E.right(object),
};

test('100,000 tiny objects end at the limit of a folder', async () => {
  const kinds = new Map<string, number>();
  let detail = '';
  for await (const item of observeFolder(sampleObserver(endless), hotkey)) {
    kinds.set(item.kind, (kinds.get(item.kind) ?? 0) + 1);
    if (item.kind === 'refused') detail = item.detail;
  }
  assert.equal(
    [...kinds],
    [
      ['fact', FOLDER_LIMITS.versions + 1],
      ['refused', 1],
      ['folder', 1],
    ],
  );
  assert.is(detail, `at most ${FOLDER_LIMITS.versions} versions of a folder are looked at`);
});

test('where the limit allows 100,000 objects, memory does not grow with them', async () => {
  let seen = 0;
  let [early, late] = [0, 0];
  const heap = (): number => {
    collectGarbage();
    return process.memoryUsage().heapUsed;
  };
  const observer = sampleObserver(endless, {
    limits: { ...FOLDER_LIMITS, versions: MANY, lineBytes: Number.MAX_SAFE_INTEGER },
  });
  for await (const item of observeFolder(observer, hotkey)) {
    if (item.kind !== 'fact') continue;
    seen += 1;
    if (seen === EARLY) early = heap();
    if (seen === MANY) late = heap();
  }
  assert.is(seen, MANY + 1);
  assert.ok(late - early < 4 * MIB, `${late - early} bytes more`);
});

test.run();
