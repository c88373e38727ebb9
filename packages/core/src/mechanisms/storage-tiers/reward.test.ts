import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { accountFromBytes } from '../../ids.js';
import { fxFromPpm } from '../../numbers/fx.js';
import { filetao3001 } from '../../rulesets/filetao-3.0.0-1.js';
import { filetaoReadme1 } from '../../rulesets/filetao-readme-1.js';
import { type Entrant, judgeAttempts } from './attempt.js';
import { scoreBatch } from './batch.js';
import { boostedOf } from './boost.js';
import type { Task } from './identity.js';
import type { Params } from './params.js';
import { factorPpm, rewardOf } from './reward.js';

const readme = filetaoReadme1.params as unknown as Params;
const code = filetao3001.params as unknown as Params;

const CUTOFF = 12_000;
const account = (n: number) => accountFromBytes(new Uint8Array(32).fill(n));
const entrant = (n: number, outcome: Entrant['outcome'], latencyMs: number, tier = 7): Entrant => ({
  hotkey: account(n),
  bytes: 1_000,
  latencyMs,
  outcome,
  tier,
});

test('a pass behind the cutoff is a timeout, and a timeout took the cutoff', () => {
  const judged = judgeAttempts(readme, CUTOFF, [
    entrant(1, 'passed', CUTOFF),
    entrant(2, 'passed', CUTOFF + 1),
    entrant(3, 'timeout', 5),
    entrant(4, 'failed', CUTOFF + 7),
  ]).map(({ passed, latencyMs }) => [passed, latencyMs]);
  assert.equal(judged, [
    [true, CUTOFF],
    [false, CUTOFF],
    [false, CUTOFF],
    [false, CUTOFF + 7],
  ]);
});

test('in the original a late pass counts, and a missing time is the greatest other one', () => {
  const judge = (...entrants: Entrant[]) =>
    judgeAttempts(code, CUTOFF, entrants).map(({ passed, latencyMs, timed }) => [passed, latencyMs, timed]);
  assert.equal(judge(entrant(1, 'passed', 13_000), entrant(2, 'timeout', 1), entrant(3, 'failed', 9)), [
    [true, 13_000, true],
    [false, 13_000, false],
    [false, 9, true],
  ]);
  assert.equal(judge(entrant(1, 'timeout', 1), entrant(2, 'timeout', 99)), [
    [false, 1_000, false],
    [false, 1_000, false],
  ]);
});

const fastest = (params: Params, ...entrants: Entrant[]) =>
  boostedOf(params.boost, CUTOFF, judgeAttempts(params, CUTOFF, entrants)).map(({ hotkey }) => hotkey);

test('the two fastest passes below the cutoff are boosted; ties go by account', () => {
  assert.equal(fastest(readme, entrant(3, 'passed', 7), entrant(1, 'passed', 9), entrant(2, 'passed', 8)), [
    account(3),
    account(2),
  ]);
  assert.equal(fastest(readme, entrant(3, 'passed', 7), entrant(1, 'passed', 7), entrant(2, 'passed', 7)), [
    account(1),
    account(2),
  ]);
  assert.equal(fastest(readme, entrant(1, 'failed', 1), entrant(2, 'passed', 8)), [account(2)]);
  assert.equal(fastest(readme, entrant(1, 'passed', CUTOFF), entrant(2, 'timeout', 1)), []);
  assert.equal(fastest({ ...readme, boost: { requiresSuccess: true, slots: 0 } }, entrant(1, 'passed', 1)), []);
});

test('in the original a fast failure takes a slot, but not one without a time', () => {
  const entrants = [entrant(1, 'failed', 1), entrant(2, 'passed', 8), entrant(3, 'passed', 9)];
  assert.equal(fastest(code, ...entrants), [account(1), account(2)]);
  assert.equal(fastest(code, entrant(1, 'timeout', 1), entrant(2, 'passed', 8)), [account(2)]);
});

// README, "Miner Advancement Program": tier factor times boost.
const BOOSTED = [1_020_000, 936_000, 892_500, 864_000, 825_000, 784_000, 754_000, 720_000];

test('what each tier pays for a success, plain and boosted', () => {
  for (const params of [readme, code]) {
    assert.equal(
      params.tiers.map((tier) => factorPpm(tier, true)),
      BOOSTED,
    );
    for (const tier of params.tiers) {
      assert.is(rewardOf(params.penalties, 'store', tier, true, false), fxFromPpm(tier.factorppm));
    }
  }
});

const [superSaiyan, bronze] = [readme.tiers[0], readme.tiers[7]];
const failures: readonly (readonly [string, Params, Task, number, boolean, number])[] = [
  ['README: a challenge costs -0.05 times the factor', readme, 'challenge', 7, false, -30_000],
  ['README: a retrieve costs -0.01 times the factor', readme, 'retrieve', 0, false, -10_000],
  ['README: a store costs nothing', readme, 'store', 0, false, 0],
  ['code: a challenge costs nothing', code, 'challenge', 0, false, 0],
  ['code: a retrieve costs -0.01 times the factor', code, 'retrieve', 7, false, -6_000],
  ['code: and more when it was fast', code, 'retrieve', 0, true, -10_200],
];

for (const [what, params, task, row, boosted, ppm] of failures) {
  test(what, () => {
    const tier = params.tiers[row];
    assert.ok(tier);
    assert.is(rewardOf(params.penalties, task, tier, false, boosted), fxFromPpm(ppm));
  });
}

test('a batch pays by the tier held before it', () => {
  assert.ok(superSaiyan && bronze);
  const { rewards } = scoreBatch(readme, 'retrieve', CUTOFF, [
    entrant(1, 'passed', 500, 0),
    entrant(2, 'passed', 400, 7),
    entrant(3, 'passed', 900, 0),
    entrant(4, 'failed', 900, 0),
  ]);
  assert.equal(rewards, [1_020_000, 720_000, 1_000_000, -10_000].map(fxFromPpm));
});

test.run();
