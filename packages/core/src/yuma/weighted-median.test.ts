import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { I32F32, proportionOf } from './fixed-point.js';
import { type Vote, weightedMedian, weightedMedianCol } from './weighted-median.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

/** The runtime's way: halve around the score in the middle, and keep the side where the minority ends. */
const byPivot = (votes: readonly Vote[], minority: bigint): bigint => {
  let left = votes;
  let low = 0n;
  let high = votes.reduce((sum, { stake }) => sum + stake, 0n);
  for (;;) {
    const pivot = left[Math.floor(left.length / 2)]?.score;
    if (pivot === undefined) return 0n;
    const below = left.filter(({ score }) => score < pivot);
    const above = left.filter(({ score }) => score > pivot);
    const stakeOf = (some: readonly Vote[]): bigint => some.reduce((sum, { stake }) => sum + stake, 0n);
    if (below.length > 0 && minority < low + stakeOf(below)) {
      high = low + stakeOf(below);
      left = below;
    } else if (above.length > 0 && high - stakeOf(above) <= minority) {
      low = high - stakeOf(above);
      left = above;
    } else return pivot;
  }
};

test('it is what the runtime finds, whatever the order of the votes', () => {
  const vote = fc.record({ score: fc.bigInt(0n, 6n), stake: fc.bigInt(0n, 9n) });
  fc.assert(
    fc.property(fc.array(vote, { maxLength: 12 }), fc.bigInt(-3n, 60n), (votes, minority) => {
      const expected = byPivot(votes, minority);
      assert.is(weightedMedian(votes, minority), expected);
      assert.is(weightedMedian([...votes].reverse(), minority), expected);
    }),
  );
});

const ONE = I32F32.one;
const half = ONE / 2n;

test('consensus is what kappa of the stake sets at least', () => {
  const weights = [[[2, half]], [[2, ONE]], []] as const;
  const at = (kappa: number, stakes: readonly bigint[]) => weightedMedianCol(stakes, weights, proportionOf(kappa));
  assert.equal(at(32_767, [half, half, 0n]), [0n, 0n, ONE]);
  assert.equal(at(32_768, [half, half, 0n]), [0n, 0n, half]);
  assert.equal(at(65_535, [half, half, 0n]), [0n, 0n, half]);
  assert.equal(at(0, [half, half, 0n]), [0n, 0n, ONE]);
  assert.equal(at(32_767, [0n, 0n, ONE]), [0n, 0n, 0n]);
  assert.equal(at(32_767, [0n, 0n, 0n]), [0n, 0n, 0n]);
});

test('a validator without a cell votes zero', () => {
  const third = ONE / 3n;
  assert.equal(weightedMedianCol([third, third, third], [[[0, ONE]], [], []], proportionOf(32_767)), [0n, 0n, 0n]);
});

test.run();
