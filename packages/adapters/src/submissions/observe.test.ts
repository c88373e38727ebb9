import { type EpochNumber, encodeUtf8 } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Bucket } from '../ports.js';
import { memoryBucket, memoryVersion } from '../testing/memory-bucket.js';
import {
  countsOf,
  FOLDER,
  fileVersion,
  hotkey,
  manifestVersion,
  observeVersions,
  other,
  reasonsOf,
} from '../testing/sample-folder.js';
import {
  by,
  EXTRACTOR,
  epoch,
  factsOf,
  type netuid,
  observeAll,
  sampleMeasure,
  sampleObserver,
  sha256Of,
} from '../testing/sample-observer.js';
import { folderOf, knownFrom, type Measure } from './index.js';

test('a manifest and a file become three facts, dated by the head when their last byte was there', async () => {
  const seen = fileVersion('rows of 19103');
  const { found } = await observeVersions([await manifestVersion(), seen]);
  const facts = factsOf(found);
  assert.equal(
    facts.map(({ type, block, by: author }) => [type, block, author]),
    [
      ['ManifestSeen', 101, by],
      ['SubmissionSeen', 102, by],
      ['SubmissionMeasured', 103, by],
    ],
  );
  assert.equal(facts[1]?.data, {
    bytes: 13,
    contentSha256: sha256Of('rows of 19103'),
    etag: seen.etag,
    hotkey,
    key: seen.key,
    lastModifiedMs: seen.lastModifiedMs,
    versionId: seen.versionId,
    zipcode: '19103',
  });
  const counts = { listed: 2, taken: 2, known: 0, deleteMarkers: 0, refused: 0, failed: 0 };
  assert.equal({ ...countsOf(found), bytes: 0 }, { ...counts, bytes: 0 });
});

test('what the log has is not read again, and adds nothing to it', async () => {
  const versions = [await manifestVersion(), fileVersion('one'), fileVersion('two', {}, 'b.json')];
  const first = await observeVersions(versions);
  const known = knownFrom(factsOf(first.found), by, EXTRACTOR);
  const again = await observeVersions(versions, { known });
  assert.equal(factsOf(again.found), []);
  assert.is(again.reads, 0);
  assert.is(countsOf(again.found)?.known, 3);
  const more = await observeVersions([...versions, fileVersion('three', {}, 'c.json')], { known });
  assert.equal(
    factsOf(more.found).map(({ type }) => type),
    ['SubmissionSeen', 'SubmissionMeasured'],
  );
});

test('what another observer or another extractor told does not count as known', async () => {
  const versions = [fileVersion('one')];
  const facts = factsOf((await observeVersions(versions)).found);
  const others = await observeVersions(versions, { known: knownFrom(facts, hotkey, EXTRACTOR) });
  assert.is(factsOf(others.found).length, 2);
  const newer = await observeVersions(versions, { known: knownFrom(facts, by, 'listing@2') });
  assert.equal(
    factsOf(newer.found).map(({ type }) => type),
    ['SubmissionMeasured'],
  );
});

test('a stop between seeing and measuring is made good', async () => {
  const versions = [fileVersion('one')];
  const facts = factsOf((await observeVersions(versions)).found);
  const known = knownFrom(facts.slice(0, 1), by, EXTRACTOR);
  const { found } = await observeVersions(versions, { known });
  assert.equal(
    factsOf(found).map(({ type }) => type),
    ['SubmissionMeasured'],
  );
});

test('one content under many names is measured once, one manifest in many versions is told once', async () => {
  const signed = await manifestVersion();
  const again = { ...signed, versionId: 'again' };
  const { found } = await observeVersions([
    signed,
    again,
    fileVersion('one'),
    fileVersion('one', {}, 'b.json'),
    fileVersion('one', { versionId: 'v' }),
  ]);
  assert.equal(
    factsOf(found).map(({ type }) => type),
    ['ManifestSeen', 'SubmissionSeen', 'SubmissionMeasured', 'SubmissionSeen', 'SubmissionSeen'],
  );
});

test('without versions a changed content is told apart by its ETag', async () => {
  const before = await observeVersions([fileVersion('one', { versionId: 'null' })]);
  const known = knownFrom(factsOf(before.found), by, EXTRACTOR);
  const after = await observeVersions([fileVersion('two', { versionId: 'null' })], { known });
  assert.is(factsOf(after.found).length, 2);
});

const MANIFEST = `${FOLDER}manifest=${'a1'.repeat(32)}.json`;
const SIGNED_BY_OTHER = { refused: 'BAD_SIGNATURE' };
for (const [name, version, { refused: reason }] of [
  [
    'in another spelling of a folder',
    memoryVersion(`${FOLDER}zipcode=19103/../a`, encodeUtf8('x')),
    { refused: 'BAD_KEY' },
  ],
  ['uploaded in parts', fileVersion('one', { etag: `${'ab'.repeat(16)}-2` }), { refused: 'MULTIPART' }],
  [
    'uploaded in parts, under an endless ETag',
    fileVersion('one', { etag: `${'e'.repeat(9000)}-2` }),
    { refused: 'MULTIPART' },
  ],
  ['of 5 GB', fileVersion('one', { bytes: 5_000_000_000 }), { refused: 'TOO_LARGE' }],
  ['longer than listed', fileVersion('longer', { bytes: 3 }), { refused: 'CHANGED' }],
  ['shorter than listed', fileVersion('longer', { bytes: 30 }), { refused: 'CHANGED' }],
  ['that says what no fact can hold', fileVersion('one', { versionId: 'v\u0007' }), { refused: 'BAD_FACT' }],
  ['with an endless ETag', fileVersion('one', { etag: 'e'.repeat(300) }), { refused: 'BAD_FACT' }],
  ['that cannot be measured', fileVersion('\u0000'), { refused: 'NOT_MEASURED' }],
  ['manifest: no JSON', memoryVersion(MANIFEST, encodeUtf8('{')), { refused: 'BAD_MANIFEST' }],
  ['manifest: too long', memoryVersion(MANIFEST, new Uint8Array(1_000_001)), { refused: 'TOO_LARGE' }],
  ['manifest: under another hash', { ...(await manifestVersion()), key: MANIFEST }, { refused: 'OTHER_MANIFEST' }],
  ['manifest: under no hash', { ...(await manifestVersion()), key: `${FOLDER}manifest.json` }, { refused: 'BAD_KEY' }],
  ['manifest: signed by another', await manifestVersion({}, other), SIGNED_BY_OTHER],
  ['manifest: of another miner', await manifestVersion({ hotkey: other.hotkey }, other), { refused: 'OTHER_MANIFEST' }],
  ['manifest: of another epoch', await manifestVersion({ epoch: 8 as EpochNumber }), { refused: 'OTHER_MANIFEST' }],
  [
    'manifest: of another subnet',
    await manifestVersion({ netuid: 47 as typeof netuid }),
    { refused: 'OTHER_MANIFEST' },
  ],
] as const) {
  test(`refused: a version ${name}`, async () => {
    const { found, reads } = await observeVersions([version, fileVersion('good', {}, 'z.json')]);
    assert.equal(reasonsOf(found), [reason]);
    const refusal = found.find(({ kind }) => kind === 'refused');
    assert.ok(refusal?.kind === 'refused' && refusal.detail.length > 0 && refusal.detail.length < 600);
    assert.equal(refusal?.kind === 'refused' && refusal.version, { key: version.key, versionId: version.versionId });
    assert.equal(
      factsOf(found)
        .slice(-2)
        .map(({ type }) => type),
      ['SubmissionSeen', 'SubmissionMeasured'],
    );
    const beforeReading = ['BAD_KEY', 'MULTIPART', 'TOO_LARGE'].includes(reason);
    assert.is(reads, beforeReading ? 1 : 2);
  });
}

test('a wrong nonce is told as it is: the rules decide', async () => {
  const { found } = await observeVersions([await manifestVersion({ nonce: sha256Of('old') })]);
  assert.is(factsOf(found)[0]?.type, 'ManifestSeen');
});

test('a key outside the folder that was asked for is refused, whatever the bucket lists', async () => {
  const theirs = `${folderOf(other.hotkey, epoch)}manifest=${'a1'.repeat(32)}.json`;
  const later = `${folderOf(hotkey, 8 as EpochNumber)}manifest=${'a1'.repeat(32)}.json`;
  const versions = [theirs, later].map((key) => memoryVersion(key, encodeUtf8('x')));
  const bucket = memoryBucket(versions);
  const lying: Bucket = { ...bucket, listVersions: async () => E.right({ versions, next: undefined }) };
  const found = await observeAll(sampleObserver(lying), hotkey);
  assert.equal(reasonsOf(found), ['OTHER_FOLDER', 'OTHER_FOLDER']);
  assert.is(bucket.reads(), 0);
});

test('times that the bucket or the miner wrote change nothing but their own field', async () => {
  const times = [0, 1, Date.now(), Number.MAX_SAFE_INTEGER];
  const told: unknown[] = [];
  for (const lastModifiedMs of times) {
    const facts = factsOf((await observeVersions([fileVersion('one', { lastModifiedMs })])).found);
    told.push(facts.map((fact) => ({ ...fact, data: { ...fact.data, lastModifiedMs: 0 } })));
  }
  for (const facts of told) assert.equal(facts, told[0]);
});

test('deleted objects are read by their version, and a mark of deletion is only counted', async () => {
  const mark = { ...fileVersion('', { etag: '', isDeleteMarker: true }), versionId: 'mark' };
  const { found } = await observeVersions([mark, fileVersion('one')]);
  assert.is(factsOf(found).length, 2);
  assert.is(countsOf(found)?.deleteMarkers, 1);
});

test('an extractor that measured something else is a mistake of the program', async () => {
  const wrong: Measure = async (bytes) => sampleMeasure(bytes, '00000');
  let error: unknown;
  await observeVersions([fileVersion('one')], { measure: wrong }).catch((caught) => {
    error = caught;
  });
  assert.instance(error, TypeError);
});

test.run();
