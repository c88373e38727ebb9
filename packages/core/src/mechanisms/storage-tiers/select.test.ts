import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { pureHost } from '../../hash/host.js';
import type { Hash32 } from '../../ids.js';
import { findMechanism } from '../../mechanism/registry.js';
import { hashOf, storageWorld } from '../../testing/index.js';
import { eligibleOf, selectChallenged } from './select.js';

const world = storageWorld({
  miners: ['ann', 'bob', 'cat', 'dan', { name: 'eve', uid: 40 }],
  observers: ['vera', 'otto'],
});
const neurons = world.neuronsAt(1_000);
const names = (hash: Hash32, k: number, among = neurons): string[] =>
  selectChallenged(pureHost.sha256, among, hash, k).map(({ hotkey }) => world.nameOf(hotkey));

test('who may be challenged has no validator permit, ascending by uid', () => {
  const found = eligibleOf([...neurons].reverse()).map(({ hotkey }) => world.nameOf(hotkey));
  assert.equal(found, ['burn', 'ann', 'bob', 'cat', 'dan', 'eve']);
});

test('whoever knows the hash of the block draws the same, whatever the order of the neurons', () => {
  const drawn = names(hashOf('block 1'), 3);
  assert.equal(drawn, ['eve', 'ann', 'bob']);
  assert.equal(names(hashOf('block 1'), 3, [...neurons].reverse()), drawn);
  assert.not.equal(names(hashOf('block 2'), 3), drawn);
  assert.equal(names(hashOf('block 1'), 5).slice(0, 3), drawn, 'a longer draw begins with the shorter one');
});

test('at most everybody once', () => {
  for (const k of [6, 100]) assert.is(new Set(names(hashOf('x'), k)).size, 6);
  assert.equal(names(hashOf('x'), 0), []);
  assert.equal(names(hashOf('x'), 3, []), []);
});

test('the mechanism draws the same', () => {
  const mechanism = findMechanism('storage-tiers', 1);
  const drawn = mechanism?.select?.({}, {}, { sha256: pureHost.sha256, neurons, blockHash: hashOf('block 1'), k: 3 });
  assert.equal(drawn?.map(world.nameOf), names(hashOf('block 1'), 3));
});

test.run();
