import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { seededRandom } from './index.js';

const numbers = (seed: string, count: number, below: number): number[] => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => random.below(below));
};

test('the seed decides every number, here and on every other machine', () => {
  assert.equal(numbers('a seed', 8, 1000), numbers('a seed', 8, 1000));
  assert.not.equal(numbers('a seed', 8, 1000), numbers('another seed', 8, 1000));
  assert.equal(numbers('a seed', 8, 1000), [872, 785, 46, 487, 650, 585, 258, 788]);
});

test('numbers stay below their bound and reach all of it', () => {
  const counts = new Array<number>(7).fill(0);
  for (const n of numbers('dice', 7000, 7)) counts[n] = (counts[n] ?? 0) + 1;
  assert.ok(
    counts.every((count) => count > 850 && count < 1150),
    counts.join(' '),
  );
  assert.throws(() => seededRandom('x').below(0), /1 <= n/);
});

test('a shuffle keeps every item and leaves its argument alone', () => {
  const items = [1, 2, 3, 4, 5, 6, 7, 8];
  const shuffled = seededRandom('cards').shuffle(items);
  assert.equal(items, [1, 2, 3, 4, 5, 6, 7, 8]);
  assert.not.equal(shuffled, items);
  assert.equal(
    [...shuffled].sort((a, b) => a - b),
    items,
  );
});

test('chances and ranges are what they say', () => {
  const random = seededRandom('chances');
  const hits = Array.from({ length: 2000 }, () => random.chance(250_000)).filter(Boolean).length;
  assert.ok(hits > 420 && hits < 580, String(hits));
  for (let n = 0; n < 100; n += 1) assert.ok([3, 4, 5].includes(random.between(3, 5)));
  assert.is(random.pick(['only']), 'only');
});

test.run();
