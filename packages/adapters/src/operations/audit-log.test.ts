import { readFileSync } from 'node:fs';
import { type Account, type AuditedValidator, type EpochNumber, logHeader, type NetUid } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { memoryLog } from '../memory/index.js';
import { nodeHost } from '../node/index.js';
import type { EventLog } from '../ports.js';
import { appendFacts } from './append.js';
import { type AuditLogOptions, auditLog } from './audit-log.js';
import { sealAll } from './seal-all.js';

const FIXTURES = new URL('../../../../fixtures/', import.meta.url);
const header = logHeader(46 as NetUid, 'local', '0'.repeat(64) as ReturnType<typeof logHeader>['genesis']);

async function* source(path: string): AsyncGenerator<Uint8Array> {
  yield readFileSync(new URL(path, FIXTURES));
}

const auditedLog = async (edit: (line: string) => string = (line) => line): Promise<EventLog> => {
  const log = memoryLog(header, nodeHost);
  const options = { host: nodeHost, verify: async () => true, file: 'facts' };
  for await (const { refused } of appendFacts(log, source('logs/audit/facts.ndjson'), options))
    assert.equal(refused, []);
  for await (const sealed of sealAll(log, { unjudged: false, host: nodeHost })) assert.ok(E.isRight(sealed));
  const records = readFileSync(new URL('audit/records.ndjson', FIXTURES), 'utf8').split('\n').slice(0, -1).map(edit);
  async function* edited(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(records.map((line) => (line === '' ? '' : `${line}\n`)).join(''));
  }
  for await (const { refused } of appendFacts(log, edited(), options)) assert.equal(refused, []);
  return log;
};

/** Names of the validators by uid. */
const NAMES = new Map([
  [1, 'vera'],
  [7, 'rhea'],
  [8, 'fred'],
  [9, 'cory'],
  [10, 'tina'],
  [11, 'otto'],
]);
const ALL = [0, 1, 2, 3, 4, 5, 6, 7] as EpochNumber[];

const audit = async (log: EventLog, options: Partial<AuditLogOptions> = {}) => {
  const report = await auditLog(log, {
    host: nodeHost,
    quantiser: 'exact-v1',
    toleranceU16: 0,
    mecid: 0,
    chosen: new Set(ALL),
    validators: undefined,
    ...options,
  });
  if (E.isLeft(report)) throw new Error(JSON.stringify(report.left));
  const byName = new Map<string, AuditedValidator>();
  for (const validator of report.right.validators) {
    byName.set(NAMES.get(validator.findings.find(({ row }) => row !== undefined)?.row?.uid ?? -1) ?? '?', validator);
  }
  return byName;
};

const verdicts = (audited: ReadonlyMap<string, AuditedValidator>): Record<string, string> =>
  Object.fromEntries([...audited].map(([name, { verdict }]) => [name, verdict]).sort());

const log = await auditedLog();

test('each kind of validator gets its verdict', async () => {
  const expected = {
    cory: 'copies',
    fred: 'differs',
    otto: 'differs',
    rhea: 'within',
    tina: 'unjudged',
    vera: 'exact',
  };
  assert.equal(verdicts(await audit(log, { toleranceU16: 1 })), expected);
});

test('rounding of the SDK differs by one without a tolerance, and is exact under its own name', async () => {
  const strict = (await audit(log)).get('rhea');
  assert.is(strict?.verdict, 'differs');
  assert.ok(strict?.findings.every(({ row }) => (row?.maxDelta ?? 9) <= 1));
  const sdk = await audit(log, { quantiser: 'sdk-v1' });
  assert.is(sdk.get('rhea')?.verdict, 'exact');
});

test('a favoured miner is named, with both weights and the first epoch', async () => {
  const findings = (await audit(log)).get('fred')?.findings ?? [];
  assert.equal(
    findings.map(({ verdict }) => verdict),
    ALL.map((epoch) => (epoch < 2 ? 'exact' : 'differs')),
  );
  for (const { row, epoch } of findings) {
    if (epoch < 2) continue;
    assert.is(row?.differing, 1);
    assert.is(row?.deltas[0]?.uid, 3);
  }
  assert.is(findings[3]?.row?.maxDelta, 20_000);
});

test('a copier is told by its lag, and was not there before its permit', async () => {
  const findings = (await audit(log)).get('cory')?.findings ?? [];
  assert.equal(
    findings.map((finding) => [finding.epoch, finding.verdict === 'copies' ? finding.lag : finding.verdict]),
    ALL.slice(2).map((epoch) => [epoch, 2]),
  );
});

test('who sets the weights of an earlier epoch is late and no copier', async () => {
  const findings = (await audit(log)).get('otto')?.findings ?? [];
  assert.equal(
    findings.map((finding) => [finding.epoch, finding.verdict === 'differs' ? finding.follows : finding.verdict]),
    [1, 2, 3, 4].map((epoch) => [epoch, epoch - 1]),
  );
});

test('a commit that was not revealed cannot be judged, and its other epochs are', async () => {
  const findings = (await audit(log)).get('tina')?.findings ?? [];
  assert.equal(
    findings.map(({ verdict }) => verdict),
    ALL.map((epoch) => (epoch === 3 ? 'unjudged' : 'exact')),
  );
  const third = findings[3];
  assert.ok(third?.verdict === 'unjudged' && third.reason === 'NOT_REVEALED' && third.why.includes('no pulse'));
});

test('a uid that changed its owner between commit and boundary is named, and both owners', async () => {
  const findings = (await audit(log)).get('vera')?.findings ?? [];
  assert.equal(
    findings.map(({ row }) => row?.reassigned.length),
    ALL.map((epoch) => (epoch === 4 ? 1 : 0)),
  );
  const [reassigned] = findings[4]?.row?.reassigned ?? [];
  assert.is(reassigned?.uid, 6);
  assert.is(reassigned?.block, 2020);
  assert.ok(reassigned?.from !== undefined && reassigned.from !== reassigned.to);
});

test('epochs and validators can be chosen', async () => {
  const vera = (await audit(log)).get('vera')?.hotkey as Account;
  const some = await audit(log, { chosen: new Set([2, 3] as EpochNumber[]), validators: new Set([vera]) });
  assert.equal([...some.keys()], ['vera']);
  assert.equal(
    some.get('vera')?.findings.map(({ epoch }) => epoch),
    [2, 3],
  );
});

test('without a boundary nobody is judged for the epoch, and blocks that a node could not give are named', async () => {
  const without = await auditedLog((line) => (line.includes('"epoch":5') ? '' : line));
  const fifth = (await audit(without)).get('vera')?.findings[5];
  assert.ok(fifth?.verdict === 'unjudged' && fifth.reason === 'NO_BOUNDARY');
  const pruned = (line: string): string =>
    line.includes('"epoch":5') && line.includes('"ChainEpochRead"')
      ? '{"block":2350,"data":{"mecid":0,"missing":{"firstBlock":2201,"lastBlock":2350},"why":"State already discarded"},"epoch":5,"netuid":46,"type":"ChainStateMissing","v":1}'
      : line;
  const gone = (await audit(await auditedLog(pruned))).get('vera')?.findings[5];
  assert.ok(gone?.verdict === 'unjudged' && gone.reason === 'STATE_MISSING' && gone.why.includes('2201..2350'));
});

test('a row of no known cause is never held against its validator', async () => {
  const unknown = await auditedLog((line) => line.replace('"cause":"set"', '"cause":"unknown"'));
  const audited = await audit(unknown);
  assert.is(audited.get('vera')?.verdict, 'exact');
  assert.is(audited.get('fred')?.verdict, 'unjudged');
});

test('two records that contradict each other judge nobody', async () => {
  const twice = await auditedLog((line) =>
    line.includes('"epoch":1') && line.includes('"uid":1,"uids"')
      ? `${line}\n${line.replace('"lastUpdate":1410', '"lastUpdate":1409')}`
      : line,
  );
  const finding = (await audit(twice)).get('vera')?.findings[1];
  assert.ok(finding?.verdict === 'unjudged' && finding.reason === 'CONFLICT');
});

test('order of arrival changes no verdict', async () => {
  const records = readFileSync(new URL('audit/records.ndjson', FIXTURES), 'utf8').split('\n').slice(0, -1);
  const backwards = [...records].reverse();
  const reversed = await auditedLog(() => backwards.shift() ?? '');
  assert.equal([...(await audit(reversed))], [...(await audit(log))]);
});

test.run();
