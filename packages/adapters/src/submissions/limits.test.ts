import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Bucket } from '../ports.js';
import { memoryBucket } from '../testing/memory-bucket.js';
import {
  countsOf,
  FOLDER,
  fileVersion,
  hotkey,
  manifestVersion,
  observeVersions,
  reasonsOf,
} from '../testing/sample-folder.js';
import { by, EXTRACTOR, factsOf, observeAll, sampleObserver, sha256Of } from '../testing/sample-observer.js';
import { FOLDER_LIMITS, knownFrom } from './index.js';

test('a folder beyond its limits ends there, and says so', async () => {
  const versions = Array.from({ length: 5 }, (_, n) => fileVersion(`file ${n}`, {}, `${n}.json`));
  const many = await observeVersions(versions, { limits: { ...FOLDER_LIMITS, versions: 3 } });
  assert.equal(reasonsOf(many.found), ['TOO_MANY']);
  assert.is(many.reads, 3);
  const much = await observeVersions(versions, { limits: { ...FOLDER_LIMITS, folderBytes: 20 } });
  assert.equal(reasonsOf(much.found), ['TOO_MUCH']);
  assert.is(much.reads, 3);
});

test('manifests beyond the limit are not read, in this walk and in later ones, and the files are', async () => {
  const manifests = await Promise.all([1, 2, 3].map((n) => manifestVersion({ nonce: sha256Of(String(n)) })));
  const bad = { ...fileVersion('{'), key: `${FOLDER}manifest=${'0'.repeat(64)}.json` };
  const limits = { ...FOLDER_LIMITS, manifests: 2 };
  const first = await observeVersions([bad, ...manifests, fileVersion('one')], { limits });
  assert.equal(reasonsOf(first.found), ['BAD_MANIFEST', 'TOO_MANY', 'TOO_MANY']);
  assert.equal(
    factsOf(first.found).map(({ type }) => type),
    ['ManifestSeen', 'SubmissionSeen', 'SubmissionMeasured'],
  );
  assert.is(first.reads, 3);
  const told = await observeVersions(manifests.slice(0, 2));
  const known = knownFrom(factsOf(told.found), by, EXTRACTOR);
  const later = await observeVersions([...manifests].reverse(), { limits, known });
  assert.equal(reasonsOf(later.found), ['TOO_MANY']);
  assert.is(later.reads, 0);
  assert.is(countsOf(later.found)?.known, 2);
});

test('the lines of a folder have their room, in this walk and in later ones, and what was seen is measured', async () => {
  const versions = Array.from({ length: 4 }, (_, n) => fileVersion(`file ${n}`, {}, `${n}.json`));
  const limits = { ...FOLDER_LIMITS, lineBytes: 5000 };
  const seeing = await observeVersions(versions, { limits, measure: undefined });
  assert.equal(reasonsOf(seeing.found), ['TOO_MUCH', 'TOO_MUCH']);
  assert.is(seeing.reads, 3, 'one is read to know how long its line is');
  const known = knownFrom(factsOf(seeing.found), by, EXTRACTOR);
  const early = fileVersion('file 9', {}, '-.json'); // before all others
  const later = await observeVersions([early, ...versions], { limits, known });
  assert.equal(reasonsOf(later.found), ['TOO_MUCH', 'TOO_MUCH', 'TOO_MUCH']);
  assert.equal(
    factsOf(later.found).map(({ type }) => type),
    ['SubmissionMeasured', 'SubmissionMeasured'],
  );
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
