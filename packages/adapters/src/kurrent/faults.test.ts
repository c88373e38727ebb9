import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { EpochNumber } from '@subnet-scoring/core';
import { test } from 'uvu';
import { isDataFailure, isPositionConflict } from '../directory/failure.js';
import { sealAll } from '../testing/contract-case.js';
import { startKurrentPeer } from '../testing/kurrent-peer/index.js';
import { leftOf, rightOf } from '../testing/open-right.js';
import { sampleClaim, sampleFact, sampleHeader, sampleSealed, sampleSigned } from '../testing/sample.js';
import { connect, connectFailure } from './connect.js';
import { createKurrentLog, createLogOver, isStoreError, openKurrentLog, openLogOver, type Store } from './index.js';

const ONE = 1 as EpochNumber;
const root = mkdtempSync(`${tmpdir()}/kurrent-faults-`);
const peer = await startKurrentPeer(`${root}/journal`);
const connected = await connect(peer.url, 2000);
const store: Store = { ...connected, close: async () => undefined };
const facts = (first: number, last: number): readonly string[] =>
  Array.from({ length: last - first + 1 }, (_, n) => sampleFact(1, first + n));

const isNetwork = (error: unknown): boolean => isStoreError(error) && error.storeFailure.kind === 'network';

test('a reply that is lost after the write was stored: acknowledged once, stored once', async () => {
  const log = rightOf(await createLogOver(store, 'lost-reply', sampleHeader));
  peer.faults.cutAfter = 1;
  assert.deepEqual(await log.append(facts(1, 3), 0), { position: 3, count: 3 });
  peer.faults.cutAfter = 1;
  assert.deepEqual(await log.append(facts(4, 4), 3), { position: 4, count: 1 });
  const again = rightOf(await openLogOver(store, 'lost-reply'));
  assert.deepEqual(await again.readOpen(ONE), facts(1, 4));
});

test('every reply lost: the failure is a value, and the log knows afterwards what was stored', async () => {
  const log = rightOf(await createLogOver(store, 'lost-replies', sampleHeader));
  peer.faults.cutAfter = 4;
  await assert.rejects(log.append(facts(1, 2)), isNetwork);
  assert.deepEqual(await log.append(facts(3, 3)), { position: 3, count: 1 });
  assert.deepEqual(await log.readOpen(ONE), facts(1, 3));
});

test('a call that is cut before the write: tried again, and stored once', async () => {
  const log = rightOf(await createLogOver(store, 'cut-before', sampleHeader));
  peer.faults.cutBefore = 2;
  assert.deepEqual(await log.append(facts(1, 2)), { position: 2, count: 2 });
  peer.faults.cutBefore = 4;
  await assert.rejects(log.append(facts(3, 3)), isNetwork);
  assert.deepEqual(await log.readOpen(ONE), facts(1, 2));
});

test('an answer that is too late is a timeout', async () => {
  const hasty = await connect(peer.url, 800);
  const log = rightOf(await openLogOver(hasty, 'cut-before'));
  peer.faults.delayMs = 1500;
  await assert.rejects(
    log.append(facts(3, 3)),
    (error) => isStoreError(error) && error.storeFailure.kind === 'timeout',
  );
  await assert.rejects(log.claims(ONE), (error) => isStoreError(error) && error.storeFailure.kind === 'timeout');
  peer.faults.delayMs = 0;
  await new Promise((resolve) => setTimeout(resolve, 2000));
  await log.close();
});

const KILLED_AT = 20;
const RUN = fileURLToPath(new URL('../testing/kurrent-peer/run.js', import.meta.url));

const startProcess = async (journal: string, port = 0) => {
  const child = spawn(process.execPath, [RUN, journal, `${port}`], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [printed] = (await once(child.stdout, 'data')) as [Buffer];
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await once(child, 'close');
  };
  return { port: Number(printed.toString()), kill };
};

test('a peer that is killed in the middle of appends and started again has all that was acknowledged, once', async () => {
  const first = await startProcess(`${root}/killed`);
  const url = `kurrentdb://127.0.0.1:${first.port}/subnet-46?tls=false`;
  const log = rightOf(await createKurrentLog(url, sampleHeader));
  let acknowledged = 0;
  for (let n = 0; n < 10_000; n += 1) {
    if (n === KILLED_AT) void first.kill();
    const done = await log.append(facts(n, n)).catch((error: unknown) => error);
    if (isStoreError(done)) break;
    acknowledged = (done as { readonly position: number }).position;
  }
  assert.ok(acknowledged >= KILLED_AT);
  const second = await startProcess(`${root}/killed`, first.port);
  const { position } = await log.append(facts(20_000, 20_000));
  assert.ok(position === acknowledged + 1 || position === acknowledged + 2, `${position} after ${acknowledged}`);
  await log.close();
  const again = rightOf(await openKurrentLog(url));
  const lines = await again.readOpen(ONE);
  assert.deepEqual(lines, [...facts(0, position - 2), sampleFact(1, 20_000)]);
  assert.deepEqual((await again.check()).findings, []);
  await again.close();
  await second.kill();
});

test('a server that is not there, and an address that is none', async () => {
  const nobody = leftOf(await openKurrentLog('kurrentdb://127.0.0.1:1?tls=false'));
  assert.equal('kind' in nobody && nobody.kind, 'network');
  const nothing = leftOf(await openKurrentLog('kurrentdb://127.0.0.1:1/Not A Name?tls=false'));
  assert.equal('kind' in nothing && nothing.kind, 'address');
});

test('a machine for which the client has no native part is told so; an address is never repeated', () => {
  const kindOf = (message: string): string => connectFailure(new Error(message)).kind;
  assert.equal(kindOf('no precompiled module found for linux-s390x'), 'client');
  assert.equal(kindOf("Cannot find module '@kurrent/bridge-linux-x64-gnu'"), 'client');
  assert.equal(kindOf('Unexpected "@" in kurrentdb://me:secret@'), 'address');
  assert.ok(!connectFailure(new Error('in kurrentdb://me:secret@')).message.includes('secret'));
});

test('a log that is not there, and one that is there already', async () => {
  const missing = leftOf(await openLogOver(store, 'nowhere'));
  assert.equal('code' in missing && missing.code, 'MISSING_FILE');
  const doubled = leftOf(await createLogOver(store, 'lost-reply', sampleHeader));
  assert.equal('code' in doubled && doubled.code, 'BAD_LOG_FILE');
});

test('lines as long as they may be fit through a server that takes 1 MiB an append', async () => {
  const log = rightOf(await createLogOver(store, 'long-lines', sampleHeader));
  const long = sampleFact(1, 1).replace('"77001"', `"${'7'.repeat(1_048_000)}"`);
  await log.append([sampleFact(1, 0), long, sampleFact(1, 2)]);
  const again = rightOf(await openLogOver(store, 'long-lines'));
  assert.deepEqual(await again.readOpen(ONE), [sampleFact(1, 0), long, sampleFact(1, 2)]);
  assert.deepEqual((await again.check()).findings, []);
});

test('a long line of which only the beginning was stored is no line; the next one is whole', async () => {
  const long = sampleFact(1, 1).replace('"77001"', `"${'7'.repeat(1_048_000)}"`);
  let calls = 0;
  const failing: Store = {
    ...store,
    append: async (...args) => {
      calls += 1;
      if (calls === 3) throw new Error('the process ends here'); // 1 is the header, 2 the beginning
      return store.append(...args);
    },
  };
  const log = rightOf(await createLogOver(failing, 'torn-line', sampleHeader));
  await assert.rejects(log.append([long]));
  const again = rightOf(await openLogOver(store, 'torn-line'));
  assert.deepEqual(again.damage, []);
  assert.equal(await again.position(), 0);
  await again.append([sampleFact(1, 2), long]);
  assert.deepEqual(await rightOf(await openLogOver(store, 'torn-line')).readOpen(ONE), [sampleFact(1, 2), long]);
  assert.deepEqual((await again.check()).findings, []);
});

test('two writers: each reads what the other wrote, and none writes to what the other sealed', async () => {
  const one = rightOf(await createLogOver(store, 'two-writers', sampleHeader));
  const two = rightOf(await openLogOver(store, 'two-writers'));
  await one.append(facts(1, 1));
  await assert.rejects(two.append(facts(2, 2), 0), isPositionConflict);
  assert.deepEqual(await two.append(facts(2, 2)), { position: 2, count: 1 });
  await sealAll(two, 1);
  await assert.rejects(one.append(facts(3, 3)), (error) => isDataFailure(error) && error.code === 'SEALED_EPOCH');
  assert.equal((await one.seals()).length, 1);
});

/** A store over which the process ends at its n-th append from now on. */
const endingAt = (n: number): Store => {
  let left = n;
  return {
    ...store,
    append: async (...args) => {
      left -= 1;
      if (left <= 0) throw new Error('the process ends here');
      return store.append(...args);
    },
  };
};

// Sealing appends signatures, segment, snapshot, claims, the seal itself, and its place in the seals stream.
const SEAL_APPENDS = 6;

test('sealing that ends anywhere: the epoch is open and can be sealed, or it is sealed', async () => {
  const claims = [sampleClaim(1, 1)];
  for (let n = 1; n <= SEAL_APPENDS; n += 1) {
    const name = `half-sealed-${n}`;
    const log = rightOf(await createLogOver(store, name, sampleHeader));
    const arrived = [...facts(1, 2), sampleSigned(1, 3)];
    await log.append([...arrived, sampleFact(2, 1)]);
    const sealed = sampleSealed(sampleHeader, undefined, 1, arrived, { claims });
    await assert.rejects(rightOf(await openLogOver(endingAt(n), name)).seal(sealed), /the process ends here/);
    const again = rightOf(await openLogOver(store, name));
    const isSealed = n === SEAL_APPENDS;
    assert.equal((await again.check()).notices.length, isSealed ? 1 : 0);
    if (!isSealed) await again.seal(sealed);
    await sealAll(again, 2);
    const last = rightOf(await openLogOver(store, name));
    assert.equal((await last.seals()).length, 2);
    assert.deepEqual(await last.claims(ONE), claims);
    assert.deepEqual(await last.check(), { findings: [], missing: 0, notices: [], refused: 0 });
  }
});

test.after(async () => {
  await connected.close();
  peer.stop();
  rmSync(root, { recursive: true });
});
test.run();
