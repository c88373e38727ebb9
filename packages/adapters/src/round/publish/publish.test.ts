import { type Account, type Block, encodeEvent, type Hash32, PART } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nodeHost } from '../../node/index.js';
import { sealEpoch } from '../../operations/index.js';
import type { EventLog } from '../../ports.js';
import { startS3Peer } from '../../testing/s3-peer/index.js';
import { collect, EPOCH, right, type SampleValidators, sampleValidators } from '../../testing/sample-validators.js';
import { appendLines } from '../append-lines.js';
import { LISTS_MAX } from '../bundle/observations.js';
import { type BundleReader, readIndex, readPart } from '../bundle/read.js';
import { publishObservations } from './observations.js';
import { pullObservations } from './pull-observations.js';
import { publishResult } from './result.js';
import type { PublishStep } from './upload.js';

const peer = await startS3Peer({ keys: new Map([['K', 'secret']]) });
const creates = (): number =>
  [...peer.store.buckets.values()].reduce(
    (sum, { objects }) => sum + [...objects.values()].reduce((count, versions) => count + versions.length, 0),
    0,
  );
const didOf = (steps: readonly PublishStep[]): string => steps.map(({ did }) => did).join(' ');
const headAt = (block: number) => async () => E.right(block as Block);

const send = async (
  { reader }: SampleValidators,
  log: EventLog,
  signer: SampleValidators['signers'][number],
  stage: 'observations' | 'result',
  bucket: BundleReader['bucket'] = reader.bucket,
) => {
  const publish = stage === 'observations' ? publishObservations : publishResult;
  return collect(publish(log, { ...reader, bucket }, signer.account, { kind: 'send', signer }));
};

const pull = async ({ reader }: SampleValidators, log: EventLog, by: Account, block = 100_600) =>
  collect(pullObservations(log, { ...reader, by, headAt: headAt(block) }));

/** The same, and which parts it reads. */
const pullReading = async ({ reader }: SampleValidators, log: EventLog, by: Account, block: number) => {
  const parts: string[] = [];
  const read: BundleReader['bucket']['read'] = (version, limits) => {
    if (version.key.includes('/part=')) parts.push(version.key);
    return reader.bucket.read(version, limits);
  };
  const bucket = { ...reader.bucket, read };
  return { ...(await collect(pullObservations(log, { ...reader, bucket, by, headAt: headAt(block) }))), parts };
};

/** All three have published their observations. */
const published = async () => {
  const sample = await sampleValidators(peer);
  const logs: EventLog[] = [];
  for (const signer of sample.signers) {
    const log = await sample.logOf([signer.account]);
    const { done, left } = await send(sample, log, signer, 'observations');
    assert.is(left, undefined);
    assert.is(didOf(done), 'sent sent');
    logs.push(log);
  }
  return { sample, logs };
};

test('validators take in what the others published, and seal the same segment', async () => {
  const { sample, logs } = await published();
  const seals = new Set<Hash32>();
  for (const [at, log] of logs.entries()) {
    const by = sample.signers[at]?.account as Account;
    const first = await pull(sample, log, by);
    assert.is(first.left, undefined);
    assert.is(first.done.length, 2, 'not its own');
    for (const { taken, known, problem } of first.done) {
      assert.is(problem, undefined);
      assert.ok(taken > 3 && known === 0);
    }
    const again = await pullReading(sample, log, by, 100_600);
    for (const { taken, known } of again.done) assert.ok(taken === 0 && known > 3, 'a line is taken once');
    assert.equal(again.parts, [], 'and read once');
    seals.add(right(await sealEpoch(log, EPOCH, { unjudged: false, host: nodeHost })).result.seal.seal);
  }
  assert.is(seals.size, 1);
});

test('a list is signed once, and what is there is not sent again', async () => {
  const { sample, logs } = await published();
  const [log] = logs as [EventLog];
  const [signer] = sample.signers as [SampleValidators['signers'][number]];
  const before = creates();
  assert.is(didOf((await send(sample, log, signer, 'observations')).done), 'there there');
  assert.is(creates(), before);
  const lists = (await log.readOpen(EPOCH)).filter((line) => line.includes('"EvidenceListed"'));
  assert.is(lists.length, 1);
});

test('nothing is signed while the bucket does not answer', async () => {
  const sample = await sampleValidators(peer);
  const [signer] = sample.signers as [SampleValidators['signers'][number]];
  const log = await sample.logOf([signer.account]);
  const listVersions = async () => E.left({ kind: 'network', code: 'ECONNREFUSED', message: 'no' } as const);
  const { left } = await send(sample, log, signer, 'observations', { ...sample.bucket, listVersions });
  assert.is(left?.kind, 'bucket');
  assert.not.ok((await log.readOpen(EPOCH)).some((line) => line.includes('"EvidenceListed"')));
});

test('what is observed after publishing is covered by no list, and is not published', async () => {
  const sample = await sampleValidators(peer);
  const [signer] = sample.signers as [SampleValidators['signers'][number]];
  const early = await sample.logOf([signer.account], (facts) =>
    facts.filter(({ type }) => !type.startsWith('SpotCheck')),
  );
  assert.is((await send(sample, early, signer, 'observations')).left, undefined);
  const { left } = await send(sample, await sample.logOf([signer.account]), signer, 'observations');
  assert.is(left?.kind, 'published');
});

test('what arrives at evidenceBlock is late', async () => {
  const { sample, logs } = await published();
  const [log] = logs as [EventLog];
  const { evidenceBlock } = sample.world.blocksOf(EPOCH);
  const { done, parts } = await pullReading(sample, log, sample.signers[0]?.account as Account, evidenceBlock);
  assert.is(parts.length, 1, 'behind a late one nothing is read');
  assert.equal(
    done.map(({ problem }) => (problem?.kind === 'refused' ? problem.reason : problem?.kind)),
    ['LATE', 'LATE'],
  );
  const last = await pull(sample, log, sample.signers[0]?.account as Account, evidenceBlock - 1);
  assert.ok(
    last.done.every(({ taken, problem }) => taken > 3 && problem === undefined),
    'the last block counts',
  );
});

const sealedLog = async (sample: SampleValidators): Promise<EventLog> => {
  const all = sample.signers.map(({ account }) => account);
  const log = await sample.logOf(all);
  for (const signer of sample.signers) await send(sample, log, signer, 'observations');
  right(await sealEpoch(log, EPOCH, { unjudged: false, host: nodeHost }));
  return log;
};

test('a result is published after sealing, with a copy of the file that won, and says how sure it is', async () => {
  const sample = await sampleValidators(peer);
  const [signer] = sample.signers as [SampleValidators['signers'][number]];
  const open = await send(sample, await sample.logOf([signer.account]), signer, 'result');
  assert.is(open.left?.kind, 'usage');
  const log = await sealedLog(sample);
  const before = creates();
  const dry = await collect(publishResult(log, sample.reader, signer.account, { kind: 'dryRun' }));
  assert.is(didOf(dry.done), 'planned planned planned planned planned planned');
  assert.is(creates(), before, 'a dry run sends nothing');
  const { done, left } = await send(sample, log, signer, 'result');
  assert.is(left, undefined);
  assert.equal(
    done.map(({ key, bytes }) => ({ key, bytes })),
    dry.done.map(({ key, bytes }) => ({ key, bytes })),
  );
  const index = right(await readIndex(sample.reader, signer.account, 'result'));
  const confidence = JSON.parse(Buffer.from(right(await readPart(sample.reader, index, PART.confidence))).toString());
  const [file] = confidence.files;
  assert.is(file.rows.length, 10);
  assert.is(file.passed, 10);
  assert.is(file.evidence.length, 30, 'ten rows by three observers');
  assert.is(file.wilson, '722459831233383423', '10 of 10 at z = 1.96, floored');
  const copy = right(await readPart(sample.reader, index, `files/${file.zipcode}/${file.hotkey}`));
  assert.is(Buffer.from(nodeHost.sha256(copy)).toString('hex'), file.contentSha256);
});

test('a publication that is killed behind every object goes on, and sends nothing twice', async () => {
  const sample = await sampleValidators(peer);
  const [signer] = sample.signers as [SampleValidators['signers'][number]];
  const log = await sealedLog(sample);
  const { bucket } = sample.reader;
  const before = creates();
  for (let there = 0; there < 6; there += 1) {
    let sent = 0;
    const create: BundleReader['bucket']['create'] = async (key, bytes) => {
      sent += 1;
      return sent > 1 ? E.left({ kind: 'network', code: 'KILLED', message: 'killed' }) : bucket.create(key, bytes);
    };
    const { done, left } = await send(sample, log, signer, 'result', { ...bucket, create });
    assert.is(left?.kind, there < 5 ? 'bucket' : undefined);
    assert.is(didOf(done), [...Array.from({ length: there }, () => 'there'), 'sent'].join(' '));
    assert.is(creates() - before, there + 1);
  }
});

test('a file that is gone is left out, also when it is looked at again', async () => {
  const sample = await sampleValidators(peer);
  const [signer] = sample.signers as [SampleValidators['signers'][number]];
  const log = await sealedLog(sample);
  for (const { objects } of peer.store.buckets.values()) objects.delete(sample.fileKey);
  for (const expected of ['sent sent sent sent gone sent', 'there there there there gone there']) {
    const { done, left } = await send(sample, log, signer, 'result');
    assert.is(left, undefined);
    assert.is(didOf(done), expected);
  }
});

test('a file that the bucket does not give out is left out too, and is no reason later to publish another bundle', async () => {
  const sample = await sampleValidators(peer);
  const [signer] = sample.signers as [SampleValidators['signers'][number]];
  const log = await sealedLog(sample);
  const fault = { kind: 'status', status: 403, code: 'InvalidObjectState' } as const;
  peer.faults.add({ on: 'GetObject', key: sample.fileKey, times: 1, fault });
  const { done, left } = await send(sample, log, signer, 'result');
  assert.is(left, undefined);
  assert.is(didOf(done), 'sent sent sent sent gone sent');
  const again = await send(sample, log, signer, 'result');
  assert.is(again.left, undefined);
  assert.is(didOf(again.done), 'there there there there sent there');
});

test('what lies under the name of a part and is not it is told, and no index is sent', async () => {
  const sample = await sampleValidators(peer);
  const [signer] = sample.signers as [SampleValidators['signers'][number]];
  const log = await sealedLog(sample);
  const dry = await collect(publishResult(log, sample.reader, signer.account, { kind: 'dryRun' }));
  right(await sample.bucket.create(dry.done[0]?.key ?? '', Buffer.from('something else')));
  const { done, left } = await send(sample, log, signer, 'result');
  assert.is(left?.kind, 'published');
  assert.is(didOf(done), '');
});

test('what nobody would take in is not signed and not sent', async () => {
  const sample = await sampleValidators(peer);
  const [signer] = sample.signers as [SampleValidators['signers'][number]];
  const { header, verify } = sample.reader;
  const log = await sample.logOf([signer.account]);
  const list = { type: 'EvidenceListed', v: 1, netuid: header.netuid, epoch: EPOCH, by: signer.account } as const;
  const data = { count: 1, root: header.genesis };
  const stale = Array.from({ length: LISTS_MAX }, (_, n) =>
    encodeEvent({ ...list, block: (100_500 + n) as Block, data, sig: '00'.repeat(64) }),
  );
  right(await appendLines(log, stale, { host: nodeHost, verify, file: 'stale' }));
  const before = (await log.readOpen(EPOCH)).length;
  const { done, left } = await send(sample, log, signer, 'observations');
  assert.is(left?.kind, 'usage');
  assert.equal(done, []);
  assert.is((await log.readOpen(EPOCH)).length, before);
});

test.after(() => peer.close());

test.run();
