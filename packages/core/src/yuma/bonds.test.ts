import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { bondsAlpha, classicBonds } from './bonds.js';
import { I32F32 } from './fixed-point.js';
import { interpolate } from './interpolate.js';
import { matEma } from './mat-ema.js';

const ONE = I32F32.one;
const half = ONE / 2n;

test('alpha is what the moving average leaves, cut to 32 bits', () => {
  assert.is(bondsAlpha(0n), ONE);
  assert.is(bondsAlpha(1_000_000n), 0n);
  assert.is(bondsAlpha(900_000n), ONE - (ONE * 9n) / 10n);
});

test('a miner that came after the last epoch starts without bonds', () => {
  const stored = [[[0, ONE] as const, [1, ONE] as const], [[1, ONE] as const]];
  const { before, ema } = classicBonds(stored, [[], []], [half, half], {
    registeredAt: [0, 9],
    lastTempo: 9,
    alpha: 0n,
  });
  assert.equal(before, [[[0, ONE]], []]);
  assert.equal(ema, [[[0, ONE]], []]);
});

test('the moving average keeps the cells of both, ascending, and drops what is zero', () => {
  assert.equal(matEma([[[1, half]], []], [[[0, ONE]], [[1, 0n]]], half), [
    [
      [0, half],
      [1, half / 2n],
    ],
    [],
  ]);
  assert.equal(matEma([[]], [[[7, ONE]]], half), [[]], 'a column that is not there');
});

test('a penalty between none and all goes between weights and clipped weights, rounded down', () => {
  const weights = [[[0, 7n] as const, [1, 3n] as const]];
  const clipped = [[[0, 4n] as const]];
  assert.is(interpolate(weights, clipped, 0n), weights);
  assert.is(interpolate(weights, clipped, ONE), clipped);
  assert.equal(interpolate(weights, clipped, half), [
    [
      [0, 5n],
      [1, 1n],
    ],
  ]);
});

test.run();
