import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { pureHost } from '../../hash/host.js';
import type { Block, Uid } from '../../ids.js';
import { formatFx, roundFx } from '../../numbers/fx-text.js';
import { filetao3001, filetaoReadme1 } from '../../rulesets/index.js';
import { hashOf, storageWorld } from '../../testing/index.js';
import { distanceOf } from './distance.js';
import { countResult } from './evolve.js';
import { newcomer, type OwnIdentity, ownIdentity } from './identity.js';
import { type Params, type Tier, tierAt } from './params.js';
import { factorPpm, rewardOf } from './reward.js';
import { rollOver, rolloverAfter } from './rollover.js';
import { selectChallenged } from './select.js';
import { rowAfter, wilsonScore } from './tiers.js';

/**
 * Where FileTAO's README contradicts itself or its code, and what the two rule sets hold: the numbers of the list in
 * docs/mechanisms/storage-tiers.md. What is not about scoring (14 to 19) stands only there.
 */

const readme = filetaoReadme1.params as unknown as Params;
const code = filetao3001.params as unknown as Params;

const tierOf = (params: Params, name: string): Tier => {
  const tier = params.tiers.find((row) => row.name === name);
  if (tier === undefined) throw new Error(`no tier ${name}`);
  return tier;
};
const factor = (params: Params, name: string, boosted = false): number => factorPpm(tierOf(params, name), boosted);
const wilson = (s: number, n: number): string => roundFx(wilsonScore(readme.wilson, s, n), 4);
const after = (params: Params, s: number, n: number, lifetime: number): string =>
  tierAt(params, rowAfter(params, 7, { s, n, lifetime })).name;
const failure = (params: Params, task: 'store' | 'challenge' | 'retrieve', name: string): string =>
  formatFx(rewardOf(params.penalties, task, tierOf(params, name), false, false));

/** An identity of 6842 successes with the window of the README's rollover example: 2 of 2, 3 of 5, 1 of 1. */
const example = (): OwnIdentity => {
  const identity: OwnIdentity = { ...ownIdentity(newcomer(readme, 1 as Block), 1 as Uid), lifetime: 6_836 };
  const results = [
    ['store', [true, true]],
    ['challenge', [true, true, true, false, false]],
    ['retrieve', [true]],
  ] as const;
  for (const [task, passed] of results) for (const each of passed) countResult(identity, task, each, 1);
  return identity;
};
const rolledOver = (params: Params): OwnIdentity => {
  const identity = example();
  rollOver(params, rolloverAfter(720, 0), 720, new Map([['5' as never, identity]]));
  return identity;
};

const twoOfTwoAndNoneOfTwo = (): string => {
  const identity = ownIdentity(newcomer(readme, 1 as Block), 1 as Uid);
  for (const passed of [true, true]) countResult(identity, 'store', passed, 1);
  for (const passed of [false, false]) countResult(identity, 'challenge', passed, 1);
  const { now } = distanceOf(readme, { ...identity, lifetime: 20_000 });
  return tierAt(readme, now).name;
};

/** How many of 200 miners are drawn when k are wanted. */
const drawn = (k: number): number => {
  const world = storageWorld({ miners: Array.from({ length: 199 }, (_, i) => `miner ${i}`) }); // and the burn hotkey
  return selectChallenged(pureHost.sha256, world.neuronsAt(100_000), hashOf('a block'), k).length;
};

/** Number, what the README says and elsewhere says otherwise, what holds under filetao-readme@1 and under filetao-3.0.0@1. */
const CASES: readonly (readonly [number, string, () => unknown, unknown, (() => unknown)?, unknown?])[] = [
  [1, 'four tiers, five categories, eight in the list', () => readme.tiers.length, 8, () => code.tiers.length, 8],
  [
    2,
    'Silver from 500 (list) or 1000 (text) successes',
    () => tierOf(readme, 'Silver').minSuccesses,
    500,
    () => tierOf(code, 'Silver').minSuccesses,
    500,
  ],
  [
    3,
    'Gold from 0.65 (list) or 0.66 (text)',
    () => tierOf(readme, 'Gold').minWilsonppm,
    650_000,
    () => tierOf(code, 'Gold').minWilsonppm,
    600_000,
  ],
  [
    3,
    'over its lifetime (text) or since the rollover',
    () => example().lifetime - rolledOver(readme).attempts.store,
    6_842,
  ],
  [
    4,
    'Platinum and Gold have one score',
    () => tierOf(readme, 'Platinum').minWilsonppm,
    650_000,
    () => tierOf(code, 'Platinum').minWilsonppm,
    650_000,
  ],
  [
    4,
    'the score of stores (list) or of all tasks (text): 2 of 2 stores and 0 of 2 challenges',
    twoOfTwoAndNoneOfTwo,
    'Bronze',
  ],
  [
    5,
    'Bronze pays 0.5 (example) or 0.6 (list)',
    () => factor(readme, 'Bronze'),
    600_000,
    () => factor(code, 'Bronze'),
    600_000,
  ],
  [
    5,
    'a failed challenge in Bronze: -0.025 by the example',
    () => failure(readme, 'challenge', 'Bronze'),
    '-0.03',
    () => failure(code, 'challenge', 'Bronze'),
    '0',
  ],
  [
    6,
    'Diamond boosted: 0.84 (example) or 0.864 (list)',
    () => factor(readme, 'Diamond', true),
    864_000,
    () => factor(code, 'Diamond', true),
    864_000,
  ],
  [
    7,
    'Emerald boosted: 0.918 by 6 % (comment) or 0.8925 by 1.05',
    () => factor(readme, 'Emerald', true),
    892_500,
    () => factor(code, 'Emerald', true),
    892_500,
  ],
  [8, 'the rollover example: 6 of 8, and not 7 of 9', () => [wilson(6, 8), wilson(7, 9)], ['0.7365', '0.7644']],
  [
    8,
    'successes are counted when they happen; a rollover adds none, and no attempts',
    () => rolledOver(readme).lifetime,
    6_842,
  ],
  [
    9,
    'the example qualifies for Diamond by 5000 and 0.77 (example), not by 6000 and 0.75 (list)',
    () => tierAt(readme, rolledOver(readme).tier).name,
    'Platinum',
    () => tierAt(code, rolledOver(code).tier).name,
    'Diamond',
  ],
  [
    10,
    'a lower bound at 95 % (text): it is the centre at z = 0.674',
    () => [wilson(8, 9), wilson(4, 5)],
    ['0.8702', '0.7750'],
  ],
  [
    11,
    '100 hours or 4.9 hours to Silver: successes of one observer, by its own count',
    () => distanceOf(readme, newcomer(readme, 1 as Block)).rise?.results,
    500,
  ],
  [12, '3.4 % a round, or 3 of some 200: any k is drawn, and no rule has one', () => [drawn(3), drawn(34)], [3, 34]],
  [
    13,
    'punishments scale with the tier: Gold pays more for a failed challenge',
    () => failure(readme, 'challenge', 'Gold'),
    '-0.035',
    () => failure(code, 'challenge', 'Gold'),
    '0',
  ],
  [
    13,
    'and for a failed retrieve',
    () => failure(readme, 'retrieve', 'Gold'),
    '-0.007',
    () => failure(code, 'retrieve', 'Gold'),
    '-0.007',
  ],
  [
    20,
    'a rollover every 720 (README) or 1080 blocks (code)',
    () => readme.rolloverBlocks,
    720,
    () => code.rolloverBlocks,
    1_080,
  ],
  [21, 'a window in which nothing was tried', () => after({ ...readme, emptyWindow: 'half' }, 0, 0, 20_000), 'Bronze'],
  [
    21,
    'keeps the tier where it is not 1/2',
    () => tierAt(readme, rowAfter(readme, 0, { s: 0, n: 0, lifetime: 20_000 })).name,
    'Super Saiyan',
  ],
];

for (const [number, says, ours, expected, codes, expectedOfCode] of CASES) {
  test(`${number}. ${says}`, () => {
    assert.equal(ours(), expected);
    if (codes !== undefined) assert.equal(codes(), expectedOfCode, 'filetao-3.0.0@1');
  });
}

test.run();
