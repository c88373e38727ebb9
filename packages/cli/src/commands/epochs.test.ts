import type { EpochNumber } from '@subnet-scoring/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { epochsIn, parseEpoch, parseRange } from './epochs.js';

const RANGES: readonly (readonly [string, readonly [number | undefined, number | undefined] | undefined])[] = [
  ['3..7', [3, 7]],
  ['3..', [3, undefined]],
  ['..7', [undefined, 7]],
  ['..', [undefined, undefined]],
  ['5', [5, 5]],
  ['7..3', undefined],
  ['', undefined],
  ['3...7', undefined],
  ['-1..3', undefined],
  ['1.5..3', undefined],
  ['4294967296', undefined],
  ['0x1..2', undefined],
];

for (const [text, ends] of RANGES) {
  test(`range ${JSON.stringify(text)}`, () => {
    const range = parseRange(text);
    assert.equal(range === undefined ? undefined : [range.first, range.last], ends);
  });
}

test('an epoch is a whole number up to 2^32-1', () => {
  assert.is(parseEpoch('4294967295'), 4_294_967_295);
  for (const text of ['', '-1', '1.0', '1e3', ' 1', '4294967296', 'NaN']) assert.is(parseEpoch(text), undefined);
});

const THERE = [3, 5, 9] as EpochNumber[];
const at = (first: number | undefined, last: number | undefined) =>
  ({ first, last }) as ReturnType<typeof parseRange> & object;

test('gaps inside a range are fine, ends that are missing are not', () => {
  assert.equal(epochsIn(at(3, 9), THERE, 'epochs'), THERE);
  assert.equal(epochsIn(at(5, undefined), THERE, 'epochs'), [5, 9]);
  assert.equal(epochsIn(at(undefined, undefined), [], 'epochs'), []);
  assert.throws(() => epochsIn(at(3, 10), THERE, 'epochs'), /epoch 10 is not among the epochs: the epochs are 3\.\.9/);
  assert.throws(() => epochsIn(at(4, 9), THERE, 'epochs'), /epoch 4 is not/);
});

test.run();
