import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { EpochNumber, Fact } from '@subnet-scoring/core';
import { encodeEvent } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openLog } from '../directory/index.js';
import { nodeHost } from '../node/index.js';
import { factsOfType, sealAll } from '../operations/index.js';
import type { EventLog } from '../ports.js';
import { miner, openEpoch, sampleLog, stranger, validator } from '../testing/sample-server.js';
import { roleIn } from './head.js';
import { logView } from './log-view.js';

const REFRESH_MS = 1_000;
const WRITER = fileURLToPath(new URL('../testing/append-until-killed.js', import.meta.url));

const viewOf = (log: EventLog, waiting = 8) => {
  let nowMs = 0;
  let reads = 0;
  const mistakes: string[] = [];
  const view = logView({
    readLog: async (use) => {
      reads += 1;
      return use(log);
    },
    host: nodeHost,
    limits: { refreshMs: REFRESH_MS, waiting },
    now: () => nowMs,
    onMistake: ({ message }) => mistakes.push(message),
  });
  const wait = (ms: number): void => {
    nowMs += ms;
  };
  return { view, wait, mistakes, reads: () => reads };
};

/** The one fact of a type in the open epoch, changed. */
const changed = async <T extends 'EpochOpened' | 'MetagraphSnapshotTaken'>(
  log: EventLog,
  type: T,
  change: (fact: Extract<Fact, { type: T }>) => Fact,
): Promise<void> => {
  const found = await factsOfType(log, openEpoch, type, nodeHost);
  const fact = E.isRight(found) ? found.right[0] : undefined;
  if (fact === undefined) throw new Error(`no ${type}`);
  await log.append([encodeEvent(change(fact))]);
};

const codeOf = (found: E.Either<{ readonly code: string }, unknown>): string =>
  E.isLeft(found) ? found.left.code : 'ok';

test('who is registered is what the newest snapshot says, after a while', async () => {
  const log = await sampleLog();
  const { view, wait } = viewOf(log);
  const roles = async () => {
    const head = await view.head();
    if (E.isLeft(head)) throw new Error(head.left.code);
    return [miner, validator, stranger].map(({ hotkey }) => {
      const role = roleIn(head.right, hotkey, 1_000n);
      return E.isRight(role) ? role.right : role.left.code;
    });
  };
  assert.equal(await roles(), ['miner', 'validator', undefined]);
  await changed(log, 'MetagraphSnapshotTaken', (fact) => ({
    ...fact,
    block: (fact.block + 50) as typeof fact.block,
    data: {
      ...fact.data,
      neurons: fact.data.neurons.map((neuron) =>
        neuron.hotkey === miner.hotkey ? { ...neuron, hotkey: stranger.hotkey } : { ...neuron, stakeRao: '999' },
      ),
    },
  }));
  assert.equal(await roles(), ['miner', 'validator', undefined]);
  wait(REFRESH_MS);
  assert.equal(await roles(), [undefined, 'miner', 'miner']);
});

test('a log without a snapshot lets nobody in', () => {
  const role = roleIn({ sealed: [], open: [], snapshot: undefined }, miner.hotkey, 0n);
  assert.is(codeOf(role), 'no-snapshot');
});

test('an epoch that is opened in two ways has no assignment', async () => {
  const log = await sampleLog();
  const { view, wait } = viewOf(log);
  assert.is(codeOf(await view.opened(openEpoch)), 'ok');
  await changed(log, 'EpochOpened', (fact) => ({ ...fact, data: { ...fact.data, zipcodes: [] } }));
  wait(REFRESH_MS);
  assert.is(codeOf(await view.opened(openEpoch)), 'contradicting-epoch');
  assert.is(codeOf(await view.opened('latest')), 'contradicting-epoch');
  assert.is(codeOf(await view.opened(1 as EpochNumber)), 'ok');
});

test('an epoch has a result when it is sealed, it is replayed once, and an unjudged one explains nobody', async () => {
  const log = await sampleLog();
  const { view, wait, reads } = viewOf(log);
  assert.is(codeOf(await view.result(openEpoch)), 'not-sealed');
  for await (const sealed of sealAll(log, { unjudged: true, host: nodeHost })) assert.ok(E.isRight(sealed));
  wait(REFRESH_MS);
  const before = reads();
  const results = await Promise.all([openEpoch, openEpoch, openEpoch].map((epoch) => view.result(epoch)));
  assert.equal(results.map(codeOf), ['ok', 'ok', 'ok']);
  assert.is(reads() - before, 2, 'the head and one replay');
  assert.is(codeOf(await view.explanation(openEpoch, '0')), 'not-judged');
  wait(1_000 * REFRESH_MS);
  await view.result(openEpoch);
  assert.is(reads() - before, 3, 'and the head again');
});

test('an explanation is read once, whatever name the miner is asked by', async () => {
  const { view, reads } = viewOf(await sampleLog());
  const epoch = 1 as EpochNumber;
  assert.is(codeOf(await view.explanation(epoch, '5Gbg')), 'ok');
  const before = reads();
  for (const miner of ['5Gbgb', '3', '5GbgbqnVf7waEv5KomENSxWBnHdZ3dm65yjMRKo7GCczs9Bx']) {
    const found = await view.explanation(epoch, miner);
    assert.match(E.isRight(found) ? found.right.hotkey : '', /^5Gbg/);
  }
  assert.is(reads(), before);
  assert.is(codeOf(await view.explanation(epoch, '5Gb')), 'unknown-miner');
});

test('more replays than may wait are refused for now', async () => {
  const { view } = viewOf(await sampleLog(), 1);
  const epochs = [0, 1] as EpochNumber[];
  const found = await Promise.all(epochs.map((epoch) => view.result(epoch)));
  assert.equal(found.map(codeOf).sort(), ['busy', 'ok']);
  assert.is(codeOf(await view.result(1 as EpochNumber)), 'ok');
});

test('a seal that replay does not confirm is served to nobody, and the operator is told', async () => {
  const log = await sampleLog();
  const seals = await log.seals();
  const forged = seals.map((seal) => (seal.epoch === 1 ? { ...seal, scores: seal.rules } : seal));
  const { view, mistakes } = viewOf({ ...log, seals: async () => forged });
  assert.is(codeOf(await view.result(1 as EpochNumber)), 'log-unreadable');
  assert.match(mistakes.join(), /seal of epoch 1 is not confirmed|cannot be replayed/);
});

test('a log that cannot be read is one refusal everywhere, told once in a while, and over when it is', async () => {
  const log = await sampleLog();
  let damage: Error | undefined = new Error('a seal is gone');
  const seals: EventLog['seals'] = async () => {
    if (damage !== undefined) throw damage;
    return log.seals();
  };
  const { view, wait, mistakes } = viewOf({ ...log, seals });
  const epoch = 1 as EpochNumber;
  const ask = async (): Promise<readonly string[]> => {
    const asked = [view.head, () => view.opened('latest'), () => view.opened(epoch), () => view.reached(epoch)];
    const more = [() => view.result(epoch), () => view.explanation(epoch, '0')];
    return Promise.all([...asked, ...more].map(async (question) => codeOf(await question())));
  };
  for (let i = 0; i < 3; i += 1) assert.equal(await ask(), Array(6).fill('log-unreadable'));
  assert.equal(mistakes, ['a seal is gone']);
  damage = undefined;
  wait(REFRESH_MS);
  assert.equal(await ask(), Array(6).fill('ok'));
});

test('a log that another process appends to and seals is read at any moment', async () => {
  const directory = mkdtempSync(`${tmpdir()}/log-view-`);
  const child = spawn(process.execPath, [WRITER, directory, '5'], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  child.stdout.resume();
  const mistakes: string[] = [];
  const view = logView({
    readLog: async (use) => {
      const opened = openLog(directory, { readOnly: true });
      if (E.isLeft(opened)) throw new Error(opened.left.code);
      assert.equal(opened.right.damage, []);
      return use(opened.right).finally(() => opened.right.close());
    },
    host: nodeHost,
    limits: { refreshMs: 0, waiting: 8 },
    now: () => 0,
    onMistake: ({ message }) => mistakes.push(message),
  });
  let sealed = 0;
  for (let i = 0; i < 200 && sealed < 2; i += 1) {
    const head = await view.head();
    assert.ok(E.isRight(head), mistakes.join());
    sealed = head.right.sealed.length;
    for (const epoch of [...head.right.sealed, ...head.right.open].slice(-2)) await view.reached(epoch);
    await view.opened('latest');
  }
  child.kill('SIGKILL');
  await new Promise((resolve) => child.on('close', resolve));
  rmSync(directory, { recursive: true });
  assert.equal(mistakes, []);
  assert.ok(sealed >= 2, `${sealed} sealed`);
});

test('how far the chain has come is what chain facts say, and no observation', async () => {
  const log = await sampleLog();
  const { view, wait } = viewOf(log);
  const reached = async () => {
    const found = await view.reached(openEpoch);
    return E.isRight(found) ? found.right : found.left.code;
  };
  assert.is(await reached(), 1400);
  await log.append([
    `{"block":1590,"by":"${validator.hotkey}","data":{"count":0,"root":"${'5a'.repeat(32)}"},"epoch":2,"netuid":46,"type":"EvidenceListed","v":1}`,
  ]);
  wait(REFRESH_MS);
  assert.is(await reached(), 1400);
  const [block, hash] = ['"block":1511', `"${'5a'.repeat(32)}"`];
  await log.append([
    `{${block},"data":{"hash":${hash},"parentHash":${hash},"timestampMs":1},"epoch":2,"netuid":46,"type":"BlockFinalized","v":1}`,
  ]);
  wait(REFRESH_MS);
  assert.is(await reached(), 1511);
});

test.run();
