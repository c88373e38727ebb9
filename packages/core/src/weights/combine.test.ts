import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { metagraphOf } from '../mechanism/metagraph.js';
import { FX_ONE, type Fx, fxFromPpm } from '../numbers/fx.js';
import { accountOf } from '../testing/names.js';
import { assignUids } from './assign-uids.js';
import { combine } from './combine.js';
import { type Standing, standingAfter, standingVector } from './standing.js';

const miner = (name: string, shareppm: number, reason = 'SCORED') => ({
  hotkey: accountOf(name),
  share: fxFromPpm(shareppm),
  reason,
});

const snapshot = (block: number, ...holders: readonly [name: string, registeredAt: number][]) =>
  metagraphOf(
    {
      block,
      data: {
        neurons: holders.map(([name, registeredAt], uid) => ({
          coldkey: accountOf(name),
          hotkey: accountOf(name),
          registeredAt,
          stakeRao: '0',
          uid,
          validatorPermit: false,
        })),
        specVersion: 1,
      },
    } as unknown as Parameters<typeof metagraphOf>[0],
    1,
  );

test('shares and burn make exactly one, and every cause of burn is named', () => {
  const race = { name: 'a-race', shareppm: 600_000, miners: [miner('ann', 333_333), miner('bob', 0, 'LATE')] };
  const tiers = { name: 'b-tiers', shareppm: 300_000, miners: [miner('ann', 1_000_000)] };
  const { miners, burn, causes } = combine([race, tiers]);
  assert.is(miners.reduce((total, { share }) => total + share, 0n as bigint) + burn, FX_ONE as bigint);
  const ann = miners.find(({ hotkey }) => hotkey === accountOf('ann'));
  assert.is(ann?.share as bigint, 199_999_800_000_000_000n + 300_000_000_000_000_000n);
  assert.is(ann?.reason, 'SCORED+SCORED');
  assert.equal(
    causes.map(({ cause }) => cause),
    ['a-race: not paid out', 'given to no mechanism'],
  );
  assert.is(
    causes.reduce((total, { share }) => total + share, 0n as bigint),
    burn as bigint,
  );
});

test('a slot that changed hands loses its share to burn', () => {
  const combined = combine([
    { name: 'race', shareppm: 1_000_000, miners: [miner('ann', 500_000), miner('bob', 250_000)] },
  ]);
  const start = snapshot(1, ['burn', 1], ['ann', 1], ['bob', 1]);
  const assigned = assignUids(combined, start, snapshot(9, ['burn', 1], ['ann', 1], ['bob', 5]), accountOf('burn'));
  assert.equal(assigned?.reassigned, [accountOf('bob')]);
  assert.equal(
    assigned?.shares.map(({ share }) => share as bigint),
    [fxFromPpm(500_000), fxFromPpm(500_000), 0n],
  );
  assert.is(assignUids(combined, start, snapshot(9, ['ann', 1]), accountOf('burn')), undefined);
});

test('the last judged vector stands for three epochs without one, then everything burns on the last snapshot', () => {
  const target = { uids: [0, 1], burnUid: 0 };
  const vector = { uids: [0, 1], values: [65_535, 1_000] };
  let standing = standingAfter(undefined, 7 as Standing['epoch'], vector, target) as Standing;
  for (let i = 0; i < 3; i += 1) {
    standing = standingAfter(standing, (8 + i) as Standing['epoch'], undefined, undefined) as Standing;
    assert.equal(standingVector(standing), vector);
  }
  const later = { uids: [0, 1, 2], burnUid: 2 };
  standing = standingAfter(standing, 11 as Standing['epoch'], undefined, later) as Standing;
  assert.equal(standingVector(standing), { uids: [0, 1, 2], values: [0, 0, 65_535] });
  assert.is(standingAfter(undefined, 7 as Standing['epoch'], undefined, target), undefined);
});

test('no mechanism: everything burns', () => {
  const { miners, burn } = combine([]);
  assert.equal(miners, []);
  assert.is(burn, FX_ONE as Fx);
});

test.run();
