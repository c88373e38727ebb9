import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { mt19937 } from './mt19937.js';
import { pythonSample, sampleBranch } from './sample.js';
import { textSeed } from './text-seed.js';

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

// Every number here is what python3.11 prints.
test('the words of the generator', () => {
  const words = (seed: bigint): number[] => {
    const random = mt19937(seed);
    return range(3).map(() => random.next());
  };
  assert.equal(words(1n), [577_090_037, 2_444_712_010, 3_639_700_191]);
  assert.equal(words(-1n), words(1n));
  assert.equal(words(0n), [3_626_764_237, 1_654_615_998, 3_255_389_356]);
  assert.equal(words(2n ** 256n - 1n), [2_049_783_377, 3_568_550_090, 308_475_770]);
  assert.equal(words(textSeed(`0x${'0'.repeat(63)}1`)), [3_100_600_475, 2_922_021_840, 3_478_460_796]);
});

test('bits are the highest ones', () => {
  const [a, b] = [mt19937(1n), mt19937(1n)];
  assert.is(a.bits(8), b.next() >>> 24);
  assert.is(a.bits(32), b.next());
  assert.is(a.bits(0), 0);
});

test('a sample of either branch', () => {
  assert.equal(pythonSample(mt19937(1n), range(256), 3), [68, 32, 130]);
  assert.equal(pythonSample(mt19937(42n), range(21), 5), [20, 3, 0, 8, 7]);
  assert.equal(pythonSample(mt19937(42n), range(300), 12), [57, 12, 140, 125, 114, 71, 52, 279, 44, 216, 16, 15]);
  assert.equal(sampleBranch(21, 5), { setsize: 21, algorithm: 'pool' });
  assert.equal(sampleBranch(22, 5), { setsize: 21, algorithm: 'set' });
  assert.equal(sampleBranch(85, 6), { setsize: 85, algorithm: 'pool' });
  assert.equal(pythonSample(mt19937(7n), [], 0), []);
  assert.equal(pythonSample(mt19937(7n), ['x'], 1), ['x']);
  assert.throws(() => pythonSample(mt19937(7n), ['x'], 2), RangeError);
});

test('a sample has no item twice', () => {
  for (const [n, k] of [
    [21, 5],
    [22, 5],
    [85, 20],
    [256, 40],
    [300, 300],
  ] as const) {
    const drawn = pythonSample(mt19937(BigInt(n * k)), range(n), k);
    assert.is(new Set(drawn).size, k);
  }
});

test.run();
