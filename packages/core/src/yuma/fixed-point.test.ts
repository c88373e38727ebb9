import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { I32F32, I64F64, I96F32, proportionOf, toI32F32, toI64F64, toU16, toU64, U96F32 } from './fixed-point.js';

const ONE = 1n << 32n;
const TOP = (1n << 63n) - 1n;

test('sums and products saturate, and products round down', () => {
  assert.is(I32F32.add(TOP, 1n), TOP);
  assert.is(I32F32.sub(-TOP, 2n), -TOP - 1n);
  assert.is(I32F32.mul(TOP, 2n * ONE), TOP);
  assert.is(I32F32.mul(TOP, -2n * ONE), -TOP - 1n);
  assert.is(I32F32.mul(3n, ONE / 2n), 1n);
  assert.is(I32F32.mul(-3n, ONE / 2n), -2n);
  assert.is(I32F32.fromInt(1n << 40n), TOP);
  assert.is(U96F32.sub(1n, 2n), 0n);
});

test('quotients are cut toward zero, and are 0 where there is none that fits', () => {
  assert.is(I32F32.div(2n * ONE, 3n * ONE), (2n * ONE) / 3n);
  assert.is(I32F32.div(-1n, 2n * ONE), 0n);
  assert.is(I32F32.div(ONE, 0n), 0n);
  assert.is(I32F32.div(TOP, 1n), 0n);
});

test('types are cut into each other', () => {
  assert.is(toI32F32((1n << 64n) - 1n), ONE - 1n);
  assert.is(toI32F32(I64F64.fromInt(1n << 40n)), TOP);
  assert.is(toI64F64(U96F32.one), I64F64.one);
  assert.is(I96F32.fromInt((1n << 64n) - 1n) >> 32n, (1n << 64n) - 1n);
});

test('u16 proportions keep the ends, and lose at most one in between', () => {
  assert.is(proportionOf(65_535), ONE);
  assert.is(toU16(ONE), 65_535);
  assert.equal([toU16(-1n), toU16(0n), toU16(2n * ONE)], [0, 0, 65_535]);
  for (let value = 0; value <= 65_535; value += 1) {
    const back = toU16(proportionOf(value));
    assert.ok(back === value || back === value - 1, `${value}: ${back}`);
  }
  assert.equal([toU64(-1n), toU64(1n << 64n)], [0n, (1n << 64n) - 1n]);
});

test.run();
