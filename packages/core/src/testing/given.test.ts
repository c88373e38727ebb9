import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { given, opening, smallWorld, submission } from './index.js';

const world = smallWorld({ zipcodes: { '19103': 100 }, miners: ['ann', 'bob', 'eve'] });
const ann = submission(world, 0, 'ann', { at: 10, files: { '19103': 100 } });
const bob = submission(world, 0, 'bob', { at: 20, files: { '19103': 100 } });

test('a scoring test has ten lines', () => {
  given(world, opening(world, 0), ann, bob)
    .checked(0)
    .scores(0)
    .thenReasons({ ann: 'SCORED', bob: 'SCORED', eve: 'NO_SUBMISSION', observer: 'NO_SUBMISSION' })
    .thenShares({ ann: 467_500_000_000_000_000n, bob: 255_000_000_000_000_000n, eve: 0n });
});

test('the source decides what observers find', () => {
  const scores = given(world, opening(world, 0), ann, bob)
    .checked(0, { source: ({ miner }) => (miner === 'ann' ? 'absent' : 'passed') })
    .scores(0);
  scores.thenReasons({ ann: 'SYNTHETIC', bob: 'SCORED' });
  assert.is(scores.tierOf('bob'), 'Bronze');
});

test('a difference is named', () => {
  const scores = given(world, opening(world, 0)).scores(0);
  assert.throws(() => scores.thenReasons({ ann: 'SCORED' }), /ann: expected SCORED, got NO_SUBMISSION/);
  assert.throws(() => given(world).scores(0), /expected facts of epoch 0/);
});

test('a fact that append would refuse throws and names the field', () => {
  assert.throws(() => submission(world, 0, 'ann', { at: 1, files: { '1910': 1 } }), /zipcode/);
});

test.run();
