import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { catchProbability } from './hypergeometric.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

test('known chances', () => {
  for (const [rows, bad, sampled, num, den] of [
    [10, 1, 1, 1n, 10n],
    [10, 5, 2, 7n, 9n],
    [100, 10, 2, 21n, 110n],
    [2, 1, 2, 1n, 1n],
    [5, 0, 5, 0n, 1n],
    [5, 5, 0, 0n, 1n],
    [5, 3, 3, 1n, 1n],
    [0, 0, 0, 0n, 1n],
  ] as const) {
    assert.equal(catchProbability(rows, bad, sampled), { num, den }, `${bad} bad of ${rows}, ${sampled} sampled`);
  }
});

/** Counts the samples of the first k rows of n that hold a row below `bad`, by walking all of them. */
const counted = (rows: number, bad: number, sampled: number): { caught: number; all: number } => {
  let caught = 0;
  let all = 0;
  for (let set = 0; set < 1 << rows; set += 1) {
    const members = Array.from({ length: rows }, (_, i) => i).filter((i) => (set >> i) & 1);
    if (members.length !== sampled) continue;
    all += 1;
    if (members.some((i) => i < bad)) caught += 1;
  }
  return { caught, all };
};

test('the chance is the share of all samples that catch a bad row', () => {
  const small = fc.integer({ min: 0, max: 9 }).chain((rows) => {
    const part = fc.integer({ min: 0, max: rows });
    return fc.tuple(fc.constant(rows), part, part);
  });
  fc.assert(
    fc.property(small, ([rows, bad, sampled]) => {
      const { num, den } = catchProbability(rows, bad, sampled);
      const { caught, all } = counted(rows, bad, sampled);
      assert.is(num * BigInt(all), den * BigInt(caught));
    }),
  );
});

test('it is the same whether rows are bad or sampled, and in lowest terms', () => {
  const large = fc.integer({ min: 1, max: 5_000 }).chain((rows) => {
    const part = fc.integer({ min: 0, max: Math.min(rows, 60) });
    return fc.tuple(fc.constant(rows), part, part);
  });
  fc.assert(
    fc.property(large, ([rows, bad, sampled]) => {
      const { num, den } = catchProbability(rows, bad, sampled);
      assert.equal(catchProbability(rows, sampled, bad), { num, den });
      assert.ok(num >= 0n && num <= den && den > 0n);
    }),
  );
});

test('impossible counts are programming errors', () => {
  for (const [rows, bad, sampled] of [
    [5, 6, 1],
    [5, 1, 6],
    [5, -1, 1],
    [5, 1, -1],
    [5, 0.5, 1],
    [Number.NaN, 0, 0],
  ] as const) {
    assert.throws(() => catchProbability(rows, bad, sampled), /in 0\.\.rows/);
  }
});

test.run();
