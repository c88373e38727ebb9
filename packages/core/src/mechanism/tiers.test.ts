import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fxFromRaw } from '../numbers/fx.js';
import { reasonOfMove, type TierRules } from './tiers.js';

const score = (value: bigint | undefined): TierRules => ({
  table: [
    { name: 'Gold', minWilsonppm: 900_000, minSuccesses: 100 },
    { name: 'Bronze', minWilsonppm: 0, minSuccesses: 0 },
  ],
  wilson: () => (value === undefined ? undefined : fxFromRaw(value)),
});
const move = { from: 'Gold', to: 'Bronze', s: 9, n: 10, lifetime: 99 };

test('a move names what was met and what was not, to the last decimal', () => {
  const below = reasonOfMove(score(900_000_000_000_000_000n - 1n), move);
  assert.is(below.from?.meetsWilson, false);
  assert.is(below.from?.meetsSuccesses, false);
  assert.is(below.to?.meetsWilson, true);
  const reached = reasonOfMove(score(900_000_000_000_000_000n), { ...move, lifetime: 100 });
  assert.is(reached.from?.meetsWilson, true);
  assert.is(reached.from?.meetsSuccesses, true);
});

test('an empty window has no score, and a tier of other rules no demands', () => {
  const empty = reasonOfMove(score(undefined), { ...move, from: 'Ruby' });
  assert.is(empty.wilson, undefined);
  assert.is(empty.from, undefined);
  assert.is(empty.to?.meetsWilson, undefined);
});

test.run();
