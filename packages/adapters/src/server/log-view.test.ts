import type { EpochNumber, Fact } from '@subnet-scoring/core';
import { encodeEvent } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nodeHost } from '../node/index.js';
import { factsOfType, sealAll } from '../operations/index.js';
import type { EventLog } from '../ports.js';
import { miner, openEpoch, sampleLog, stranger, validator } from '../testing/sample-server.js';
import { logView } from './log-view.js';
import { roleIn } from './role.js';

const REFRESH_MS = 1_000;

const viewOf = (log: EventLog, waiting = 8) => {
  let nowMs = 0;
  let reads = 0;
  const view = logView(
    async (use) => {
      reads += 1;
      return use(log);
    },
    nodeHost,
    { refreshMs: REFRESH_MS, waiting },
    () => nowMs,
  );
  const wait = (ms: number): void => {
    nowMs += ms;
  };
  return { view, wait, reads: () => reads };
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
    return [miner, validator, stranger].map(({ hotkey }) => {
      const role = roleIn(head, hotkey, 1_000n);
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
  assert.is(reads() - before, 4, 'the head, an explanation, and the head again');
});

test('more replays than may wait are refused for now', async () => {
  const { view } = viewOf(await sampleLog(), 1);
  const epochs = [0, 1] as EpochNumber[];
  const found = await Promise.all(epochs.map((epoch) => view.result(epoch)));
  assert.equal(found.map(codeOf).sort(), ['busy', 'ok']);
  assert.is(codeOf(await view.result(1 as EpochNumber)), 'ok');
});

test('a seal that replay does not confirm is served to nobody', async () => {
  const log = await sampleLog();
  const seals = await log.seals();
  const forged = seals.map((seal) => (seal.epoch === 1 ? { ...seal, scores: seal.rules } : seal));
  const { view } = viewOf({ ...log, seals: async () => forged });
  const outcome = await view.result(1 as EpochNumber).then(codeOf, (error: Error) => error.message);
  assert.match(outcome, /seal of epoch 1 is not confirmed|cannot be replayed/);
});

test.run();
