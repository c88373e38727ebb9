import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Account, NetUid } from '../ids.js';
import { commitHash, commitPreimage, type Reveal } from './commit-hash.js';
import { mechanismIndex, mechanismOf } from './mechanism-index.js';

/** A real runtime took this commit and its reveal. */
const TAKEN: Reveal = {
  hotkey: '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty' as Account,
  index: 1,
  uids: [3, 4],
  values: [10, 20],
  salt: [1, 2, 3, 4, 5, 6, 7, 8],
  versionKey: 7n,
};

test('the hash is the one the runtime took', () => {
  assert.is(commitHash(TAKEN), '97e1eb8ed6a7e1f37fba23da3b2f317ba216ee6c5ad01ca5dfdad3ab59c7f711');
});

test('every part counts, and so does the order', () => {
  const others: readonly Partial<Reveal>[] = [
    { index: 4097 },
    { uids: [4, 3] },
    { values: [10, 21] },
    { salt: [] },
    { versionKey: 8n },
    { hotkey: '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY' as Account },
  ];
  const hashes = [TAKEN, ...others.map((other) => ({ ...TAKEN, ...other }))].map(commitHash);
  assert.is(new Set(hashes).size, hashes.length);
});

test('the length of a list has one, two or four bytes', () => {
  const lengthOf = (count: number): number =>
    commitPreimage({ ...TAKEN, uids: Array.from({ length: count }, () => 0), values: [], salt: [] }).length;
  for (const [count, bytes] of [
    [0, 1],
    [63, 1],
    [64, 2],
    [16_383, 2],
    [16_384, 4],
  ] as const) {
    assert.is(lengthOf(count), 32 + 2 + bytes + 2 * count + 1 + 1 + 8, `${count}`);
  }
});

test('numbers outside their types throw', () => {
  for (const wrong of [
    { uids: [65_536] },
    { values: [-1] },
    { salt: [1.5] },
    { index: 65_536 },
    { versionKey: 1n << 64n },
    { versionKey: -1n },
  ]) {
    assert.throws(() => commitHash({ ...TAKEN, ...wrong }), RangeError);
  }
});

test('a mechanism has its place behind the subnets', () => {
  for (const [netuid, mecid, index] of [
    [0, 0, 0],
    [46, 0, 46],
    [2, 1, 4098],
    [4095, 15, 65_535],
  ] as const) {
    assert.is(mechanismIndex(netuid as NetUid, mecid), index);
    assert.equal(mechanismOf(index), { netuid, mecid });
  }
});

test.run();
