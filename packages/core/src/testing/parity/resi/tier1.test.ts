import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { tier1BoundsExact, tier1BoundsInDoubles, tier1Outcome } from './tier1.js';

test('doubles lower the maximum of some round counts, 100 first', () => {
  assert.equal(tier1BoundsInDoubles(100), { min: 85, max: 114 });
  assert.equal(tier1BoundsExact(100), { min: 85, max: 115 });
  const differ = Array.from({ length: 1_000 }, (_, n) => n).filter((n) => {
    const [doubles, exact] = [tier1BoundsInDoubles(n), tier1BoundsExact(n)];
    assert.is(doubles.min, exact.min);
    return doubles.max !== exact.max;
  });
  assert.equal(differ.slice(0, 10), [100, 180, 200, 220, 340, 360, 380, 400, 420, 440]);
  assert.is(differ.length, 22);
});

test('the quotients are the doubles that the original writes', () => {
  assert.is(85 / 100, 0.85);
  assert.is(115 / 100, 1.15);
});

test('the bounds are inclusive and the least is at least 1', () => {
  const passing = (expected: number): readonly number[] =>
    Array.from({ length: 30 }, (_, actual) => actual).filter((actual) => tier1Outcome(expected, actual).passes);
  assert.equal(passing(20), [17, 18, 19, 20, 21, 22, 23]);
  assert.equal(passing(1), [1]);
});

test('without an expected count anything passes that is not empty', () => {
  for (const expected of [undefined, 0]) {
    assert.not(tier1Outcome(expected, 0).passes);
    assert.equal(tier1Outcome(expected, 3), {
      expected: undefined,
      actual: 3,
      min: 1,
      max: undefined,
      passesMin: true,
      passesMax: true,
      passes: true,
    });
  }
});

test.run();
