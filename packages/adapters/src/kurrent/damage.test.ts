import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { EpochNumber } from '@subnet-scoring/core';
import { test } from 'uvu';
import { isDataFailure } from '../directory/failure.js';
import { sealAll } from '../testing/contract-case.js';
import { flipBit, startKurrentPeer } from '../testing/kurrent-peer/index.js';
import { rightOf } from '../testing/open-right.js';
import { sampleClaim, sampleFact, sampleHeader, sampleRecord, sampleRefused } from '../testing/sample.js';
import { connect } from './connect.js';
import { createLogOver, openLogOver, type Store } from './index.js';

const ONE = 1 as EpochNumber;
const root = mkdtempSync(`${tmpdir()}/kurrent-damage-`);
const peer = await startKurrentPeer(`${root}/journal`);
const connected = await connect(peer.url);
const store: Store = { ...connected, close: async () => undefined };
const log = rightOf(await createLogOver(store, 'subnet-46', sampleHeader));
await log.append([sampleFact(1, 1), sampleFact(2, 1), sampleFact(1, 2)]);
await log.refuse([sampleRefused('{"broken')]);
await log.appendClaims(ONE, [sampleClaim(1, 1)]);
await log.appendRecords(ONE, [sampleRecord(1, 1)]);
await sealAll(log, 1);
await log.append([sampleFact(2, 2)]);

const undo = (): void => {
  peer.faults.alter = (_stream, _revision, event) => event;
};

test('a byte that any stream hands out altered is found, and its stream and line are named', async () => {
  for (const stream of [...peer.streams.keys()].filter((name) => !name.endsWith('-log'))) {
    for (const [revision] of (peer.streams.get(stream) ?? []).entries()) {
      peer.faults.alter = (name, at, event) => (name === stream && at === revision ? flipBit(event, 7) : event);
      const { findings } = await log.check();
      const named = findings.filter(({ at }) => at.file === stream && at.line === revision + 1);
      assert.ok(named.length > 0, `${stream} ${revision}: ${JSON.stringify(findings)}`);
    }
  }
  undo();
  assert.deepEqual((await log.check()).findings, []);
});

test('a log whose open facts were altered opens, says so, and takes nothing', async () => {
  peer.faults.alter = (name, at, event) => (name === 'subnet-46-journal' && at === 1 ? flipBit(event, 7) : event);
  const altered = rightOf(await openLogOver(store, 'subnet-46'));
  assert.deepEqual(
    altered.damage.map(({ code, at }) => [code, at]),
    [['SUM_MISMATCH', { file: 'subnet-46-journal', line: 2 }]],
  );
  await assert.rejects(altered.append([sampleFact(2, 3)]), isDataFailure);
  undo();
});

test('an altered header opens no log', async () => {
  peer.faults.alter = (name, _at, event) => (name === 'subnet-46-log' ? flipBit(event, 7) : event);
  const refused = await openLogOver(store, 'subnet-46');
  assert.equal(refused._tag, 'Left');
  undo();
});

test('records and a segment that were altered are never handed out', async () => {
  peer.faults.alter = (_name, _at, event) => flipBit(event, 7);
  await assert.rejects(log.records(ONE), isDataFailure);
  await assert.rejects(async () => {
    for await (const _ of log.readSegment(ONE)) assert.fail('a piece was handed out');
  }, isDataFailure);
  undo();
});

test('an event that is gone is missed', async () => {
  peer.faults.alter = (name, at, event) => (name === 'subnet-46-journal' && at === 1 ? undefined : event);
  const { findings } = await log.check();
  assert.deepEqual(findings[0]?.at, { file: 'subnet-46-journal', line: 2 });
  undo();
});

test('a journal that ends before its last seal misses facts', async () => {
  peer.faults.alter = (name, at, event) => (name === 'subnet-46-journal' && at >= 2 ? undefined : event);
  const cut = rightOf(await openLogOver(store, 'subnet-46'));
  assert.equal(cut.damage[0]?.code, 'FACTS_MISSING');
  assert.equal((await cut.check()).missing, 1);
  undo();
});

test.after(async () => {
  await connected.close();
  peer.stop();
  rmSync(root, { recursive: true });
});
test.run();
