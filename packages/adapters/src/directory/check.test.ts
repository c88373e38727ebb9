import {
  type EpochNumber,
  headerHash,
  type LogHeader,
  type NetUid,
  pureHost,
  sealHash,
  segmentHash,
} from '@subnet-scoring/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { EventLog, SealedEpoch } from '../ports.js';
import { crashFileSystem } from '../testing/crash-file-system.js';
import { stillClock as now, deadOwner as owner } from '../testing/dead-owner.js';
import { rightOf } from '../testing/open-right.js';
import { sampleFact, sampleHeader, sampleSealed, sampleSigned } from '../testing/sample.js';
import { createLog } from './index.js';

const newLog = (header: LogHeader = sampleHeader): EventLog =>
  rightOf(createLog('log', header, { fs: crashFileSystem(), owner, now }));

/** A seal over any lines in any order, as a faulty program might make it. */
const sealOver = (header: LogHeader, epoch: number, lines: readonly string[]): SealedEpoch => {
  const sealed = sampleSealed(header, undefined, epoch, []);
  const prev = headerHash(pureHost.sha256, header);
  const body = { ...sealed.seal, prev, count: lines.length, segment: segmentHash(pureHost, lines) };
  return { ...sealed, lines, signatures: [], seal: { ...body, seal: sealHash(pureHost.sha256, body) } };
};

const findingsOf = async (log: EventLog): Promise<readonly unknown[]> =>
  (await log.check()).findings.map(({ code, at }) =>
    [code, at.file, at.line, at.path].filter((part) => part !== undefined),
  );

const sealedFindings = async (
  epoch: number,
  lines: readonly string[],
  header = sampleHeader,
): Promise<readonly unknown[]> => {
  const log = newLog(header);
  await log.seal(sealOver(header, epoch, lines));
  return findingsOf(log);
};

const SEGMENT = 'segments/00000001.ndjson';

test('lines of a segment that are out of order, or there twice, are named', async () => {
  const [a, b, c] = [sampleFact(1, 1), sampleFact(1, 2), sampleFact(1, 3)];
  assert.equal(await sealedFindings(1, [a, b, c]), []);
  assert.equal(await sealedFindings(1, [a, c, b]), [['SEGMENT_ORDER', SEGMENT, 3]]);
  assert.equal(await sealedFindings(1, [a, b, b]), [['SEGMENT_ORDER', SEGMENT, 3]]);
});

test('lines of a segment that do not belong into it are named', async () => {
  const [first, other] = [sampleFact(1, 1), sampleFact(2, 1)];
  assert.equal(await sealedFindings(1, [first, other]), [['SEGMENT_LINE', SEGMENT, 2, '/epoch']]);
  assert.equal(await sealedFindings(1, [first, sampleSigned(1, 2)]), [['SEGMENT_LINE', SEGMENT, 2]]);
  const elsewhere: LogHeader = { ...sampleHeader, netuid: 7 as NetUid };
  assert.equal(await sealedFindings(1, [first], elsewhere), [['WRONG_NETUID', SEGMENT, 1, '/netuid']]);
});

test('lines of a segment that are no facts are named, with what is wrong in them', async () => {
  const fact = sampleFact(1, 1);
  assert.equal(await sealedFindings(1, [fact, fact.replace('"row":1', '"row":"1"')]), [
    ['BAD_FIELD', SEGMENT, 2, '/data/subject/row'],
  ]);
  assert.equal(await sealedFindings(1, [fact.replace('{"block"', '{ "block"')]), [['NOT_CANONICAL', SEGMENT, 1]]);
  assert.equal(await sealedFindings(1, ['{"a']), [['NOT_JSON', SEGMENT, 1]]);
});

test('every line of the journal is decoded in full', async () => {
  const log = newLog();
  const fact = sampleFact(1, 1);
  await log.append([
    fact,
    fact.replace('SpotCheckPassed', 'Unheard'),
    fact.replace('"netuid":46', '"netuid":47'),
    fact,
  ]);
  assert.equal(await findingsOf(log), [
    ['UNKNOWN_TYPE', 'journal.ndjson', 2, '/type'],
    ['WRONG_NETUID', 'journal.ndjson', 3, '/netuid'],
  ]);
});

test('claims are decoded too', async () => {
  const log = newLog();
  await log.appendClaims(1 as EpochNumber, ['{"no":"claim"}']);
  assert.equal(await findingsOf(log), [['NOT_AN_EVENT', 'claims/00000001.ndjson', 1]]);
});

test('records are decoded too, and a fact is none', async () => {
  const log = newLog();
  await log.appendRecords(1 as EpochNumber, [sampleFact(1, 1)]);
  assert.equal(await findingsOf(log), [['NOT_A_FACT', 'records/00000001.ndjson', 1, '/type']]);
});

test('a file full of nonsense gives a hundred findings and not a million', async () => {
  const log = newLog();
  await log.append(Array.from({ length: 500 }, (_, n) => `{"epoch":1,"n":${n}}`));
  assert.is((await findingsOf(log)).length, 100);
});

test.run();
