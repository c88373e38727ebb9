import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Bucket } from '../ports.js';
import { memoryBucket } from '../testing/memory-bucket.js';
import {
  countsOf,
  fileVersion,
  hotkey,
  manifestVersion,
  observeVersions,
  reasonsOf,
} from '../testing/sample-folder.js';
import { factsOf, observeAll, sampleObserver, sha256Of } from '../testing/sample-observer.js';
import { FOLDER_LIMITS } from './index.js';

test('a folder beyond its limits ends there, and says so', async () => {
  const versions = Array.from({ length: 5 }, (_, n) => fileVersion(`file ${n}`, {}, `${n}.json`));
  const many = await observeVersions(versions, { limits: { ...FOLDER_LIMITS, versions: 3 } });
  assert.equal(reasonsOf(many.found), ['TOO_MANY']);
  assert.is(many.reads, 3);
  const much = await observeVersions(versions, { limits: { ...FOLDER_LIMITS, folderBytes: 20 } });
  assert.equal(reasonsOf(much.found), ['TOO_MUCH']);
  assert.is(much.reads, 3);
});

test('the newest versions of a manifest are looked at, and then the files', async () => {
  const versions = await Promise.all([3, 2, 1].map(async (n) => manifestVersion({ nonce: sha256Of(String(n)) })));
  const { found } = await observeVersions([...versions, fileVersion('one')], {
    limits: { ...FOLDER_LIMITS, manifests: 2 },
  });
  assert.equal(reasonsOf(found), ['TOO_MANY']);
  assert.equal(
    factsOf(found).map(({ type }) => type),
    ['ManifestSeen', 'ManifestSeen', 'SubmissionSeen', 'SubmissionMeasured'],
  );
  assert.equal(countsOf(found)?.refused, 1);
});

test('marks of deletion are not endless either', async () => {
  const marks = Array.from({ length: 5 }, (_, n) => fileVersion('', { versionId: `${n}`, isDeleteMarker: true }));
  const { found } = await observeVersions(marks, { limits: { ...FOLDER_LIMITS, versions: 3 } });
  assert.equal(reasonsOf(found), ['TOO_MANY']);
});

test('a listing without entries and without end is left', async () => {
  let pages = 0;
  const listVersions: Bucket['listVersions'] = async () => {
    pages += 1;
    return E.right({ versions: [], next: { key: String(pages), versionId: '' } });
  };
  const found = await observeAll(sampleObserver({ ...memoryBucket([]), listVersions }), hotkey);
  assert.equal(
    found.map(({ kind }) => kind),
    ['failed', 'folder'],
  );
  assert.is(pages, 1000);
});

test.run();
