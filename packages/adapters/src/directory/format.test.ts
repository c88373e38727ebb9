import { hash } from 'node:crypto';
import type { EpochNumber } from '@subnet-scoring/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { crashFileSystem } from '../testing/crash-file-system.js';
import { stillClock as now, deadOwner as owner } from '../testing/dead-owner.js';
import { diskWith, filesIn } from '../testing/disk-files.js';
import { rightOf } from '../testing/open-right.js';
import { sampleClaim, sampleFact, sampleHeader, sampleRecord, sampleSealed, sampleSigned } from '../testing/sample.js';
import { checkLogAt, createLog, openLog } from './index.js';

const DIRECTORY = 'log';
const sha256 = (data: string | Uint8Array): string => hash('sha256', data, 'hex');
const sumOf = (previous: string, line: string): string => sha256(`${previous}${line}\n`).slice(0, 16);

const fs = crashFileSystem();
const log = rightOf(createLog(DIRECTORY, sampleHeader, { fs, owner, now }));
const arrived = [sampleFact(1, 2), sampleSigned(1, 3), sampleFact(1, 1)];
await log.append(arrived);
const sealed = sampleSealed(sampleHeader, undefined, 1, arrived, { claims: [sampleClaim(1, 1), sampleClaim(1, 2)] });
await log.seal(sealed);
await log.append([sampleFact(2, 1), sampleFact(2, 2)]);
await log.appendRecords(2 as EpochNumber, [sampleRecord(2, 1), sampleRecord(2, 2)]);
await log.close();

const files = filesIn(fs, DIRECTORY);
const textOf = (path: string): string => files.get(path)?.toString() ?? '';
const linesOf = (path: string): readonly string[] => textOf(path).split('\n').slice(0, -1);
const logHash = sha256(textOf('log.json'));

/** Checks a sums file as its format is written down, with nothing of the program. */
const assertSums = (sumsPath: string, linesPath: string, header: object): void => {
  const [first = '', ...sums] = linesOf(sumsPath);
  const { sum, ...fields } = JSON.parse(first);
  assert.equal(fields, header);
  assert.is(first, JSON.stringify({ ...fields, sum }));
  assert.is(sum, sumOf('', JSON.stringify(fields)));
  let previous = sum;
  const expected = linesOf(linesPath).map((line) => {
    previous = sumOf(previous, line);
    return previous;
  });
  assert.equal(sums, expected);
};

test('a closed log holds these files and no other', () => {
  assert.equal([...files.keys()].sort(), [
    'claims/00000001.ndjson',
    'claims/00000001.sums',
    'journal.ndjson',
    'journal.sums',
    'log.json',
    'records/00000002.ndjson',
    'records/00000002.sums',
    'refused.ndjson',
    'seals.ndjson',
    'segments/00000001.ndjson',
    'segments/00000001.sigs',
    'segments/00000001.sums',
    'snapshots/00000001.scale',
  ]);
});

test('log.json is one line, and its hash is prev of the first seal', () => {
  assert.equal(JSON.parse(textOf('log.json')), sampleHeader);
  assert.is(sealed.seal.prev, logHash);
});

test('seals.ndjson holds the seal as canonical JSON', () => {
  const { count, epoch, prev, rules, scores, seal, segment, status } = sealed.seal;
  const sorted = { count, epoch, prev, rules, scores, seal, segment, status };
  assert.is(textOf('seals.ndjson'), `${JSON.stringify(sorted)}\n`);
});

test('the journal and its sums', () => {
  assert.equal(linesOf('journal.ndjson'), [sampleFact(2, 1), sampleFact(2, 2)]);
  assertSums('journal.sums', 'journal.ndjson', { base: 3, head: sealed.seal.seal, log: logHash, seals: 1 });
});

test('a segment, its sums and its signatures', () => {
  assert.equal(linesOf('segments/00000001.ndjson'), sealed.lines);
  assert.is(sha256(textOf('segments/00000001.ndjson')), sealed.seal.segment);
  const [bytes, sigs] = [textOf('segments/00000001.ndjson').length, textOf('segments/00000001.sigs').length];
  assertSums('segments/00000001.sums', 'segments/00000001.ndjson', { bytes, epoch: 1, lines: 3, log: logHash, sigs });
  let previous = '';
  const values = linesOf('segments/00000001.sigs').map((line) => {
    const { sum, ...fields } = JSON.parse(line);
    previous = sumOf(previous, JSON.stringify(fields));
    assert.is(sum, previous);
    return fields;
  });
  assert.equal(values, [
    { count: 1, epoch: 1, log: logHash },
    { line: 3, sig: '03'.repeat(64) },
  ]);
});

test('claims and their sums', () => {
  assert.equal(linesOf('claims/00000001.ndjson'), [sampleClaim(1, 1), sampleClaim(1, 2)]);
  assertSums('claims/00000001.sums', 'claims/00000001.ndjson', { epoch: 1, log: logHash });
});

test('records and their sums', () => {
  assert.equal(linesOf('records/00000002.ndjson'), [sampleRecord(2, 1), sampleRecord(2, 2)]);
  assertSums('records/00000002.sums', 'records/00000002.ndjson', { epoch: 2, log: logHash });
});

test('a snapshot is its bytes and a hash that binds them to the seal', async () => {
  const file = files.get('snapshots/00000001.scale') ?? Buffer.alloc(0);
  const bytes = file.subarray(0, -32);
  assert.is(bytes.toString(), 'state after 1');
  const tagged = Buffer.concat([Buffer.from('\u000asnapshot/1'), Buffer.from(sealed.seal.seal, 'hex'), bytes]);
  assert.is(file.subarray(-32).toString('hex'), sha256(tagged));
});

test('a broken snapshot is reported and not given', async () => {
  const file = Buffer.from(files.get('snapshots/00000001.scale') ?? '');
  file[0] = 0x53;
  const disk = diskWith(new Map([...files, ['snapshots/00000001.scale', file]]), DIRECTORY);
  const opened = rightOf(openLog(DIRECTORY, { fs: disk, owner }));
  assert.is(await opened.snapshot(1 as EpochNumber), undefined);
  assert.equal(
    (await opened.check()).findings.map(({ code }) => code),
    ['SNAPSHOT_HASH'],
  );
  await opened.append([sampleFact(2, 3)]);
});

test('names that mean nothing are told and change nothing', async () => {
  const extra: readonly (readonly [string, Buffer])[] = [
    ['README.md', Buffer.from('mine')],
    ['old/journal.ndjson', Buffer.from('x')],
    ['segments/1.ndjson', Buffer.from('x')],
    ['segments/00000007.ndjson', Buffer.from('x')],
    ['claims/notes.txt', Buffer.from('x')],
    ['snapshots/00000001.scale.new', Buffer.from('x')],
  ];
  const check = await checkLogAt(DIRECTORY, diskWith(new Map([...files, ...extra]), DIRECTORY));
  assert.equal(check.findings, []);
  const named = ['README.md', 'old/', ...extra.slice(2).map(([path]) => path)];
  for (const name of named) assert.is(check.notices.filter((notice) => notice.startsWith(`${name}:`)).length, 1, name);
  assert.is(check.notices.length, named.length);
});

test.run();
