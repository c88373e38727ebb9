import type { PlannedCheck } from '@subnet-scoring/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { catchChances } from './catch-chances.js';

const check = (rowCount: number, drawn: number): PlannedCheck =>
  ({ rowCount, sampled: Array.from({ length: drawn }, (_, at) => at) }) as unknown as PlannedCheck;

test('one answer for each size and share, whole rows rounded down, exact', () => {
  const chances = catchChances([check(60, 2), check(10, 10), check(60, 2)], [100_000, 0]);
  assert.equal(chances, [
    { inventedppm: 100_000, rows: 10, sampled: 10, invented: 1, chance: { num: 1n, den: 1n } },
    { inventedppm: 0, rows: 10, sampled: 10, invented: 0, chance: { num: 0n, den: 1n } },
    { inventedppm: 100_000, rows: 60, sampled: 2, invented: 6, chance: { num: 113n, den: 590n } },
    { inventedppm: 0, rows: 60, sampled: 2, invented: 0, chance: { num: 0n, den: 1n } },
  ]);
});

test('the greatest file a line can name does not lose a row', () => {
  const [chance] = catchChances([check(Number.MAX_SAFE_INTEGER, 1)], [1_000_000]);
  assert.is(chance?.invented, Number.MAX_SAFE_INTEGER);
  assert.equal(chance?.chance, { num: 1n, den: 1n });
});

test.run();
