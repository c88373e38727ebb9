import type { EpochNumber } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { EventLog } from '../ports.js';
import { crashFileSystem } from '../testing/crash-file-system.js';
import { stillClock as now, deadOwner as owner } from '../testing/dead-owner.js';
import { diskWith, type Files, filesIn, withFileAs } from '../testing/disk-files.js';
import { rightOf } from '../testing/open-right.js';
import {
  sampleClaim,
  sampleFact,
  sampleHeader,
  sampleRecord,
  sampleRefused,
  sampleSealed,
  sampleSigned,
} from '../testing/sample.js';
import { createLog, isDataFailure, openLog } from './index.js';

const DIRECTORY = 'log';
const TAKEN = 8;

const seal = async (log: EventLog, epoch: number): Promise<void> => {
  const seals = await log.seals();
  const arrived = await log.readOpen(epoch as EpochNumber);
  const claims = [sampleClaim(epoch, 1)];
  await log.seal(sampleSealed(log.header, seals[seals.length - 1], epoch, arrived, { claims }));
};

const makeFiles = async (): Promise<Files> => {
  const fs = crashFileSystem();
  const log = rightOf(createLog(DIRECTORY, sampleHeader, { fs, owner, now }));
  await log.append([sampleFact(1, 1), sampleFact(1, 2), sampleSigned(1, 3)]);
  await seal(log, 1);
  await log.append([sampleFact(2, 1)]);
  await seal(log, 2);
  await log.append([sampleFact(3, 1), sampleFact(3, 2), sampleFact(3, 3), sampleFact(4, 1)]);
  await log.refuse([sampleRefused('x'), sampleRefused('y')]);
  await log.appendRecords(1 as EpochNumber, [sampleRecord(1, 1), sampleRecord(1, 2)]);
  await log.close();
  return filesIn(fs, DIRECTORY);
};

const files = await makeFiles();
const bytesOf = (path: string): Buffer => files.get(path) ?? Buffer.alloc(0);
const withCut = (path: string, size: number): Files =>
  withFileAs(files, path, Buffer.from(bytesOf(path).subarray(0, size)));
const opened = (changed: Files) => openLog(DIRECTORY, { fs: diskWith(changed, DIRECTORY), owner, now });

const refusal = async (change: Promise<unknown>): Promise<{ readonly code: string; readonly message: string }> => {
  try {
    await change;
  } catch (error) {
    if (isDataFailure(error)) return { code: error.code, message: error.message };
    throw error;
  }
  return { code: 'taken', message: '' };
};

/** Sizes to cut a file to: every few bytes, and around each end of a line. */
const cutsOf = (bytes: Buffer): readonly number[] =>
  Array.from({ length: bytes.length }, (_, size) => size).filter(
    (size) => size % 13 === 0 || bytes.subarray(Math.max(0, size - 2), size + 1).includes(10),
  );

/** The log takes nothing, says how many facts are gone, and the check names the file. */
const assertMissing = async (log: EventLog, path: string, missing: number): Promise<void> => {
  const check = await log.check();
  const where = `${path}: ${JSON.stringify(check)}`;
  assert.is(check.missing, missing, where);
  assert.ok(check.findings.length > 0 && check.findings.every(({ at }) => at.file === path), where);
  for (const change of [log.append([sampleFact(5, 1)]), log.refuse([sampleRefused('z')])]) {
    const { code, message } = await refusal(change);
    if (missing > 0) {
      assert.is(code, 'FACTS_MISSING', where);
      assert.match(message, `found ${missing} fewer`);
    } else {
      assert.not.equal(code, 'taken', where);
    }
  }
};

test('the journal cut anywhere: every acknowledged line that is gone is counted', async () => {
  const journal = bytesOf('journal.ndjson');
  for (const size of cutsOf(journal)) {
    const whole = journal.subarray(0, size).toString().split('\n').length - 1;
    const log = rightOf(opened(withCut('journal.ndjson', size)));
    await assertMissing(log, 'journal.ndjson', 4 - whole);
    const kept = [...(await log.readOpen(3 as EpochNumber)), ...(await log.readOpen(4 as EpochNumber))];
    assert.is(kept.length, whole);
    await log.close();
  }
});

test('a log that misses facts leaves its files as they are', async () => {
  const changed = withCut('journal.ndjson', 100);
  const fs = diskWith(changed, DIRECTORY);
  const log = rightOf(openLog(DIRECTORY, { fs, owner, now }));
  await log.check();
  await log.close();
  assert.equal(filesIn(fs, DIRECTORY), changed);
});

test('bytes behind the last acknowledged line are cut, kept aside and told, and nothing is wrong', async () => {
  const journal = bytesOf('journal.ndjson');
  const next = Buffer.from(`${sampleFact(4, 2)}\n`);
  for (let size = 1; size < next.length; size += 7) {
    const torn = next.subarray(0, size);
    const fs = diskWith(withFileAs(files, 'journal.ndjson', Buffer.concat([journal, torn])), DIRECTORY);
    const log = rightOf(openLog(DIRECTORY, { fs, owner, now }));
    const check = await log.check();
    assert.equal(check.findings, []);
    assert.is(check.missing, 0);
    assert.is(check.notices.length, 1);
    assert.match(check.notices[0] ?? '', `journal.ndjson: cut ${size} bytes behind byte ${journal.length}`);
    assert.is(await log.position(), TAKEN);
    const after = filesIn(fs, DIRECTORY);
    const aside = [...after.keys()].find((path) => path.startsWith('aside/journal-'));
    assert.equal(after.get(aside ?? ''), torn);
    assert.equal((await log.append([sampleFact(4, 2)])).position, TAKEN + 1);
    await log.close();
    assert.equal((await rightOf(openLog(DIRECTORY, { fs, owner, now })).check()).notices, []);
  }
});

test('whole lines behind the sums are kept and get their sums', async () => {
  const next = Buffer.from(`${sampleFact(4, 2)}\n${sampleFact(4, 3)}\n`);
  const fs = diskWith(withFileAs(files, 'journal.ndjson', Buffer.concat([bytesOf('journal.ndjson'), next])), DIRECTORY);
  const log = rightOf(openLog(DIRECTORY, { fs, owner, now }));
  assert.is(await log.position(), TAKEN + 2);
  assert.equal((await log.check()).findings, []);
  await log.close();
  const again = rightOf(openLog(DIRECTORY, { fs, owner, now }));
  assert.equal((await again.check()).notices, []);
  assert.equal(await again.readOpen(4 as EpochNumber), [sampleFact(4, 1), sampleFact(4, 2), sampleFact(4, 3)]);
});

test('the sums of the journal cut behind their header are written again from the lines', async () => {
  const sums = bytesOf('journal.sums');
  const header = sums.indexOf('\n') + 1;
  for (let size = header; size < sums.length; size += 1) {
    const log = rightOf(opened(withCut('journal.sums', size)));
    const check = await log.check();
    assert.equal(check.findings, []);
    assert.is(await log.position(), TAKEN);
    assert.is(check.notices.length, 1);
    await log.close();
  }
  for (let size = 0; size < header; size += 1) {
    const log = rightOf(opened(withCut('journal.sums', size)));
    await assertMissing(log, 'journal.sums', 0);
    await log.close();
  }
});

test('seals cut anywhere at the end are noticed, although the journal holds their facts no more', async () => {
  const seals = bytesOf('seals.ndjson');
  const first = seals.indexOf('\n') + 1;
  for (const size of cutsOf(seals)) {
    const log = rightOf(opened(withCut('seals.ndjson', size)));
    await assertMissing(log, 'seals.ndjson', size < first ? 4 : 1);
    assert.is((await log.seals()).length, size < first ? 0 : 1);
    await log.close();
  }
});

test('other seals than those the journal knows are noticed, even when they are a chain', async () => {
  const fs = crashFileSystem();
  const other = rightOf(createLog(DIRECTORY, sampleHeader, { fs, owner, now }));
  await other.append([sampleFact(1, 7), sampleFact(2, 7)]);
  await seal(other, 1);
  await seal(other, 2);
  const others = filesIn(fs, DIRECTORY).get('seals.ndjson');
  const log = rightOf(opened(withFileAs(files, 'seals.ndjson', others)));
  const check = await log.check();
  assert.ok(
    check.findings.some(({ code, at }) => code === 'SEAL_CHAIN' && at.file === 'seals.ndjson' && at.line === 2),
  );
  assert.not.equal((await refusal(log.append([sampleFact(5, 1)]))).code, 'taken');
});

const SEALED: readonly (readonly [string, number])[] = [
  ['segments/00000001.ndjson', 3],
  ['segments/00000002.ndjson', 1],
  ['segments/00000001.sums', 0],
  ['segments/00000001.sigs', 0],
];

for (const [path, facts] of SEALED) {
  test(`${path} shortened or gone: opens to be read, refuses changes`, async () => {
    const bytes = bytesOf(path);
    for (const size of [0, 1, 5, bytes.length >> 1, bytes.length - 1]) {
      const log = rightOf(opened(withCut(path, size)));
      const lines = bytes.subarray(0, size).toString().split('\n').length - 1;
      const check = await log.check();
      assert.is(check.missing, facts === 0 ? 0 : facts - lines, `${size} bytes`);
      assert.ok(check.findings.length > 0 && check.findings.every(({ at }) => at.file === path), JSON.stringify(check));
      await log.close();
    }
    const log = rightOf(opened(withFileAs(files, path, undefined)));
    await assertMissing(log, path, facts);
    assert.ok((await log.check()).findings.some(({ code }) => code === 'MISSING_FILE'));
    await log.close();
  });
}

test('every other missing file is named', async () => {
  for (const path of [
    'journal.ndjson',
    'journal.sums',
    'seals.ndjson',
    'refused.ndjson',
    'claims/00000001.sums',
    'records/00000001.sums',
  ]) {
    const log = rightOf(opened(withFileAs(files, path, undefined)));
    const check = await log.check();
    assert.ok(
      check.findings.some(({ code }) => code === 'MISSING_FILE'),
      path,
    );
    assert.ok(
      check.findings.every(({ at }) => at.file === path),
      `${path}: ${JSON.stringify(check.findings)}`,
    );
    await log.close();
  }
  const gone = opened(withFileAs(files, 'log.json', undefined));
  assert.ok(E.isLeft(gone) && gone.left.code === 'MISSING_FILE' && gone.left.at.file === 'log.json');
});

test('a log in which only the cache is gone is whole', async () => {
  for (const path of ['snapshots/00000001.scale', 'snapshots/00000002.scale']) {
    const log = rightOf(opened(withFileAs(files, path, undefined)));
    assert.equal((await log.check()).findings, []);
    assert.is((await log.snapshot(1 as EpochNumber)) === undefined, path.includes('1.scale'));
    await log.close();
  }
});

test('any file cut at any byte: the log opens or says why not, and the check never throws', async () => {
  for (const [path, bytes] of files) {
    for (let size = 0; size < bytes.length; size += 1 + (bytes.length >> 5)) {
      const result = opened(withCut(path, size));
      if (E.isLeft(result)) {
        assert.is(path, 'log.json');
        continue;
      }
      const check = await result.right.check();
      const said = [...check.findings.map(({ at }) => at.file ?? ''), ...check.notices].some((text) =>
        text.includes(path),
      );
      const isWhole = size === 0 || bytes[size - 1] === 10;
      const isUncounted = path === 'refused.ndjson' && isWhole;
      assert.ok(said || isUncounted, `${path} cut to ${size} of ${bytes.length}: ${JSON.stringify(check)}`);
      await result.right.close();
    }
  }
});

test.run();
