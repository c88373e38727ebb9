import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { decodeDecimal } from './decimal.js';

const MAX = 2n ** 256n;

test('a number has one spelling', () => {
  for (const [text, want] of [
    ['0', 0n],
    ['7', 7n],
    [MAX.toString(), MAX],
    [(MAX + 1n).toString(), undefined],
    ['', undefined],
    ['00', undefined],
    ['07', undefined],
    ['-1', undefined],
    ['+1', undefined],
    [' 1', undefined],
    ['1 ', undefined],
    ['1\n', undefined],
    ['1e3', undefined],
    ['0x10', undefined],
    ['1_000', undefined],
    ['1.0', undefined],
    ['٣', undefined],
    ['9'.repeat(79), undefined],
    ['9'.repeat(10_000_000), undefined],
  ] as const) {
    assert.is(decodeDecimal(text, MAX), want, text.slice(0, 90));
  }
});

test('the limit is inclusive', () => {
  assert.is(decodeDecimal('9', 9n), 9n);
  assert.is(decodeDecimal('10', 9n), undefined);
});

test.run();
