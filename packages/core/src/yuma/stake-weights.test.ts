import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { I32F32, I64F64 } from './fixed-point.js';
import { inheritedStake, stakeWeights, totalStake } from './stake-weights.js';

const U64_MAX = (1n << 64n) - 1n;
const HALF = U64_MAX / 2n;

test('a hotkey keeps what it does not give to children, and gets from parents', () => {
  assert.is(inheritedStake(1000n, [], []), 1000n);
  assert.is(inheritedStake(1000n, [U64_MAX], []), 0n);
  assert.is(inheritedStake(1000n, [HALF], []), 500n);
  assert.is(inheritedStake(1000n, [U64_MAX, U64_MAX], []), 0n, 'never below zero');
  assert.is(inheritedStake(0n, [], [{ stakeRao: 1000n, proportion: U64_MAX }]), 1000n);
  assert.is(
    inheritedStake(10n, [HALF], [{ stakeRao: 4000n, proportion: HALF }]),
    2004n,
    'rounded down once, at the end',
  );
  assert.is(inheritedStake(U64_MAX, [], [{ stakeRao: U64_MAX, proportion: U64_MAX }]), U64_MAX);
});

test('TAO on root counts by its weight', () => {
  assert.is(totalStake(5n, 0n, HALF), I64F64.fromInt(5n));
  assert.is(totalStake(5n, 8n, U64_MAX), I64F64.fromInt(13n));
  assert.is(totalStake(0n, 1000n, 971_718_665_099_567_868n) >> 64n, 52n);
});

const rao = (...stakes: bigint[]) => stakes.map(I64F64.fromInt);
const ONE = I32F32.one;

test('stake below the threshold counts as none, except for who is exempt', () => {
  assert.equal(stakeWeights(rao(1n, 1n, 2n), 0n, undefined), [ONE / 4n, ONE / 4n, ONE / 2n]);
  assert.equal(stakeWeights(rao(1n, 1n, 2n), 2n, undefined), [0n, 0n, ONE]);
  assert.equal(stakeWeights(rao(2n, 1n, 2n), 3n, 1), [0n, ONE, 0n]);
  assert.equal(stakeWeights(rao(1n, 1n), 5n, undefined), [0n, 0n]);
  assert.equal(stakeWeights([], 5n, undefined), []);
});

test.run();
