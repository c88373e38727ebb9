import { type EpochNumber, encodeCanonical } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { EventLog } from '../ports.js';
import { crashFileSystem } from '../testing/crash-file-system.js';
import { stillClock as now, deadOwner as owner } from '../testing/dead-owner.js';
import { diskWith, type Files, filesIn, flipBit, frozenDisk, withFileAs } from '../testing/disk-files.js';
import { rightOf } from '../testing/open-right.js';
import { randomFrom } from '../testing/random.js';
import {
  sampleClaim,
  sampleFact,
  sampleHeader,
  sampleRecord,
  sampleRefused,
  sampleSealed,
  sampleSigned,
} from '../testing/sample.js';
import { checkLogAt, createLog, openLog } from './index.js';

const SEED = Number(process.env['TEST_SEED'] ?? 1);
const DIRECTORY = 'log';

/** The shortest fact there is. */
const blockFact = (epoch: number, n: number): string =>
  encodeCanonical({
    block: n,
    data: { hash: 'ab'.repeat(32), parentHash: 'cd'.repeat(32), timestampMs: n },
    epoch,
    netuid: 46,
    type: 'BlockFinalized',
    v: 1,
  });

const seal = async (log: EventLog, epoch: number): Promise<void> => {
  const seals = await log.seals();
  const arrived = await log.readOpen(epoch as EpochNumber);
  await log.seal(
    sampleSealed(log.header, seals[seals.length - 1], epoch, arrived, { claims: [sampleClaim(epoch, 1)] }),
  );
};

/** A log with something in each of its files; a torn tail is cut and kept aside on the way. */
const makeFiles = async (
  fact: (epoch: number, n: number) => string,
  { lines, epochs, beside }: { readonly lines: number; readonly epochs: number; readonly beside: number },
): Promise<Files> => {
  const fs = crashFileSystem();
  const options = { fs, owner, now };
  const log = rightOf(createLog(DIRECTORY, sampleHeader, options));
  const facts = (epoch: number): string[] => Array.from({ length: lines }, (_, n) => fact(epoch, n + 1));
  for (let epoch = 1; epoch <= epochs; epoch += 1) {
    await log.append([...facts(epoch).slice(1), sampleSigned(epoch, 9)]);
    await seal(log, epoch);
  }
  await log.append(facts(epochs + 1));
  await log.refuse(Array.from({ length: beside }, (_, n) => sampleRefused(`{"${n}`)));
  await log.appendClaims(
    1 as EpochNumber,
    Array.from({ length: beside - 1 }, (_, n) => sampleClaim(1, n + 2)),
  );
  await log.appendRecords(
    1 as EpochNumber,
    Array.from({ length: beside }, (_, n) => sampleRecord(1, n)),
  );
  await log.close();
  const files = filesIn(fs, DIRECTORY);
  const journal = files.get('journal.ndjson') ?? Buffer.alloc(0);
  const torn = diskWith(
    withFileAs(files, 'journal.ndjson', Buffer.concat([journal, Buffer.from('{"torn')])),
    DIRECTORY,
  );
  await rightOf(openLog(DIRECTORY, { fs: torn, owner, now })).close();
  return filesIn(torn, DIRECTORY);
};

const PARTS = [
  /^log\.json$/,
  /^journal\.ndjson$/,
  /^journal\.sums$/,
  /^seals\.ndjson$/,
  /^refused\.ndjson$/,
  /^segments\/\d+\.ndjson$/,
  /^segments\/\d+\.sums$/,
  /^segments\/\d+\.sigs$/,
  /^claims\/\d+\.ndjson$/,
  /^claims\/\d+\.sums$/,
  /^records\/\d+\.ndjson$/,
  /^records\/\d+\.sums$/,
  /^snapshots\/\d+\.scale$/,
  /^aside\/journal-[0-9a-f]{16}\.bin$/,
];

const assertNamed = async (files: Files, path: string, bit: number): Promise<void> => {
  const bytes = files.get(path) ?? Buffer.alloc(0);
  const fs = frozenDisk(withFileAs(files, path, flipBit(bytes, bit)), DIRECTORY);
  const { findings } = await checkLogAt(DIRECTORY, fs);
  const isNamed = findings.every(
    ({ at, expected, found, help }) =>
      at.file === path && expected !== '' && found !== '' && expected !== found && help !== '',
  );
  if (findings.length === 0 || !isNamed) assert.unreachable(`${path}, bit ${bit}: ${JSON.stringify(findings)}`);
};

/** The line a byte stands in, from 1. */
const lineOf = (bytes: Buffer, at: number): number => bytes.subarray(0, at).toString('latin1').split('\n').length;

const tiny = await makeFiles(blockFact, { lines: 2, epochs: 1, beside: 1 });

test('the tiny log has every kind of file, and nothing is wrong with it', async () => {
  for (const part of PARTS)
    assert.ok(
      [...tiny.keys()].some((path) => part.test(path)),
      String(part),
    );
  assert.is(tiny.size, PARTS.length);
  const check = await checkLogAt(DIRECTORY, diskWith(tiny, DIRECTORY));
  assert.equal(check.findings, []);
  assert.equal(check.notices, []);
  assert.is(check.refused, 1);
});

for (const [path, bytes] of tiny) {
  test(`each of ${bytes.length * 8} flipped bits of ${path} is found, and in no other file`, async () => {
    for (let bit = 0; bit < bytes.length * 8; bit += 1) await assertNamed(tiny, path, bit);
  });
}

test('a flipped bit in a file of lines is found in its line', async () => {
  const files = await makeFiles(blockFact, { lines: 3, epochs: 1, beside: 3 });
  for (const [path, bytes] of files) {
    if (!/(ndjson|sums|sigs)$/.test(path)) continue;
    for (let bit = 3; bit < bytes.length * 8; bit += 29) {
      const fs = frozenDisk(withFileAs(files, path, flipBit(bytes, bit)), DIRECTORY);
      const { findings } = await checkLogAt(DIRECTORY, fs);
      const line = lineOf(bytes, bit >> 3);
      assert.ok(
        findings.some(({ at }) => at.line === line),
        `${path}:${line}, bit ${bit}: ${JSON.stringify(findings)}`,
      );
    }
  }
});

test(`flipped bits of a larger log are found in their file (TEST_SEED=${SEED})`, async () => {
  const files = await makeFiles(sampleFact, { lines: 40, epochs: 3, beside: 5 });
  const random = randomFrom(SEED);
  for (const [path, bytes] of files) {
    for (let i = 0; i < 12; i += 1) await assertNamed(files, path, random(bytes.length * 8));
  }
});

test(`a log with a flipped bit opens, and never gives altered facts a seal (TEST_SEED=${SEED})`, async () => {
  const random = randomFrom(SEED);
  for (const [path, bytes] of tiny) {
    for (let i = 0; i < 20; i += 1) {
      const bit = random(bytes.length * 8);
      const fs = diskWith(withFileAs(tiny, path, flipBit(bytes, bit)), DIRECTORY);
      const opened = openLog(DIRECTORY, { fs, owner, now });
      if (E.isLeft(opened)) {
        assert.is(opened.left.at.file, 'log.json');
        continue;
      }
      const check = await opened.right.check();
      assert.ok(check.findings.length > 0, `${path}, bit ${bit}`);
      const isFact = ['journal.ndjson', 'seals.ndjson', 'log.json'].includes(path);
      const result = await opened.right.append([blockFact(2, 7)]).then(
        () => 'taken',
        (error: { readonly code?: string }) => error.code,
      );
      if (isFact) assert.not.equal(result, 'taken', `${path}, bit ${bit}`);
      await opened.right.close();
    }
  }
});

test.run();
