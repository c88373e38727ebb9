import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { initialReplay } from '../../engine/replay.js';
import { decodeSnapshot, encodeSnapshot } from '../../engine/snapshot.js';
import { scaleReader, scaleWriter } from '../../hash/scale.js';
import type { Block } from '../../ids.js';
import { fxFromRaw } from '../../numbers/fx.js';
import { filetaoReadme1 } from '../../rulesets/index.js';
import {
  accountOf,
  byEpoch,
  opening,
  pinged,
  replayFacts,
  replayLines,
  segmentLines,
  storageWorld,
  taskBatch,
} from '../../testing/index.js';
import { newcomer } from './identity.js';
import type { Params } from './params.js';
import { adaptState, initialState, readState, type State, writeState } from './state.js';

const readme = filetaoReadme1.params as unknown as Params;

const bytesOf = (state: State): Uint8Array => {
  const out = scaleWriter();
  writeState(state, out);
  return out.finish();
};

const ann = { ...newcomer(readme, 5 as Block), tier: 3, lifetime: 7, tasks: 9, missed: 2 };
const state: State = {
  rollover: { number: 12, everyBlocks: 720 },
  identities: new Map([
    [
      accountOf('ann'),
      {
        ...ann,
        attempts: { store: 4, challenge: 3, retrieve: 2 },
        successes: { store: 4, challenge: 2, retrieve: 1 },
        storedBytes: 2n ** 60n,
        score: fxFromRaw(-1n - 10n ** 40n),
      },
    ],
    [accountOf('bob'), newcomer(readme, 6 as Block)],
  ]),
};

test('a state is read as it was written, whatever the score', () => {
  for (const each of [state, initialState()]) {
    const input = scaleReader(bytesOf(each));
    assert.equal(readState(readme, input), each);
    assert.is(input.left(), 0);
  }
});

test('equal states are equal bytes, in whatever order they were built', () => {
  const other = { ...state, identities: new Map([...state.identities].reverse()) };
  assert.equal(bytesOf(other), bytesOf(state));
});

test('a row beyond the table is refused', () => {
  const small = { ...readme, tiers: readme.tiers.slice(0, 2) };
  assert.throws(() => readState(small, scaleReader(bytesOf(state))), /tier row/);
});

test('under another table a tier is kept as its row, at most the last one', () => {
  const small = { ...readme, tiers: readme.tiers.slice(0, 3) };
  const rows = [...adaptState(small, state).identities.values()].map(({ tier }) => tier);
  assert.equal(rows, [2, 2]);
  assert.equal(adaptState(readme, state), state);
});

const world = storageWorld({ miners: ['ann', 'bob', 'cat'], firstBlock: 1_000, epochBlocks: 300, windowBlocks: 250 });
const facts = [0, 1, 2, 3].flatMap((epoch) => [
  ...opening(world, epoch),
  ...[5, 60, 120, 200].flatMap((at, i) => [
    taskBatch(world, epoch, {
      at,
      task: i % 2 === 0 ? 'store' : 'retrieve',
      results: { ann: { latencyMs: 300 + at }, bob: 'passed', cat: i === epoch ? 'failed' : 'passed' },
    }),
    pinged(world, epoch, at + 1, { ann: true, bob: epoch !== 2, cat: false }),
  ]),
]);

test('a replay that goes on from any snapshot has the same seals', () => {
  const whole = replayFacts(world.header, facts).map(({ seal }) => seal);
  const epochs = byEpoch(facts);
  for (let stop = 0; stop <= epochs.length; stop += 1) {
    let replay = initialReplay(world.header);
    const seals = epochs.map(([epoch, own], at) => {
      if (at === stop) {
        const read = decodeSnapshot(encodeSnapshot(replay));
        assert.ok(E.isRight(read));
        replay = read.right;
      }
      const result = replayLines(world.header, replay, epoch, segmentLines(own));
      replay = result.next;
      return result.seal;
    });
    assert.equal(seals, whole, `from the snapshot before epoch ${stop}`);
  }
});

test.run();
