import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { maskWeights, type WeightMasks } from './mask-weights.js';

const full = [0, 1, 2].map(() => [0, 1, 2].map((column) => [column, 1n] as const));

const masks: WeightMasks = {
  permits: [true, true, false],
  ownerUid: undefined,
  lastUpdate: [10, 20, 30],
  registeredAt: [0, 0, 0],
  commitBlocks: [],
};

const columns = (change: Partial<WeightMasks>): number[][] =>
  maskWeights(full, { ...masks, ...change }).map((cells) => cells.map(([column]) => column));

const ROWS: readonly (readonly [string, Partial<WeightMasks>, number[][]])[] = [
  ['those without a permit and those on oneself are dropped', {}, [[1, 2], [0, 2], []]],
  ['the owner keeps those on itself', { ownerUid: 1 }, [[1, 2], [0, 1, 2], []]],
  ['the owner needs a permit too', { ownerUid: 2 }, [[1, 2], [0, 2], []]],
  ['a miner that came in the block of the weights or later gets none', { registeredAt: [0, 0, 10] }, [[1], [0, 2], []]],
  [
    'a miner that came after a commit gets none',
    { commitBlocks: [undefined, 5], registeredAt: [6, 0, 5] },
    [[1, 2], [2], []],
  ],
];

for (const [says, change, expected] of ROWS) test(says, () => assert.equal(columns(change), expected));

test.run();
