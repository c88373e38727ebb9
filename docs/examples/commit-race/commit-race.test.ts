import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { scaleReader, scaleWriter } from '../../hash/scale.js';
import type { Block } from '../../ids.js';
import { accountOf, given, hashOf, makeFact, opening, smallWorld } from '../../testing/index.js';
import { readState, type State, writeState } from './state.js';

const world = smallWorld({
  zipcodes: {},
  miners: ['ann', 'bob', 'cat', 'dan'],
  mechanism: 'commit-race',
  params: { restEpochs: 1, shareppm: [600_000, 300_000] },
  ruleset: 'commit-race@1',
});

const commits = (epoch: number, name: string, at: number) =>
  makeFact(
    'SubmissionCommitted',
    { netuid: 46, epoch, block: world.blocksOf(epoch).startBlock + at, ix: [accountOf(name).charCodeAt(1), at] },
    { hotkey: accountOf(name), manifestSha256: hashOf(`${epoch}/${name}`) },
  );

const log = given(world, opening(world, 0), opening(world, 1), opening(world, 2))
  .and(commits(0, 'ann', 5), commits(0, 'bob', 7), commits(0, 'cat', 9), commits(0, 'ann', 50))
  .and(commits(1, 'ann', 5), commits(1, 'cat', 6))
  .and(commits(2, 'ann', 5));

test('the first two are paid, the third is outside, and the rest burns', () => {
  log
    .scores(0)
    .thenReasons({ ann: 'SCORED', bob: 'SCORED', cat: 'OUTSIDE_TOP', dan: 'NO_COMMITMENT' })
    .thenShares({ ann: 600_000_000_000_000_000n, bob: 300_000_000_000_000_000n, cat: 0n });
  assert.is(log.scores(0).result.burn, 100_000_000_000_000_000n);
});

test('a winner rests for one epoch, committed or not, and then wins again', () => {
  log.scores(1).thenReasons({ ann: 'RESTING', bob: 'RESTING', cat: 'SCORED', dan: 'NO_COMMITMENT' });
  log.scores(2).thenReasons({ ann: 'SCORED', bob: 'NO_COMMITMENT', cat: 'RESTING' });
});

test('the state survives writing and reading', () => {
  const state: State = { wins: new Map([[accountOf('ann'), { registeredAt: 3 as Block, epoch: 7 }]]) };
  const out = scaleWriter();
  writeState(state, out);
  assert.equal(readState({ restEpochs: 1, shareppm: [] }, scaleReader(out.finish())), state);
});

test('an explanation names the line of the commitment', () => {
  const { result } = log.scores(0);
  const [section] = result.mechanisms[0]?.explain(accountOf('bob')).sections ?? [];
  assert.is(section?.title, 'commit-race: SCORED');
  assert.is(section?.steps[2]?.says, `committed at block ${world.blocksOf(0).startBlock + 7}`);
  assert.is(section?.steps[2]?.lines.length, 1);
});

test.run();
