import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { seededRandom } from '../testing/random.js';
import { expBounds } from './exp.js';
import { FX_ONE, fxFromRaw } from './fx.js';
import { quickSigmoidOfMinus } from './sigmoid-quick.js';

const BITS = 256n;
const RUNS = 2_000;

/** floor(10^18 / (1 + e^x)) from bounds that are 256 bits wide. */
const exact = (x: bigint): bigint => {
  const { lower, upper } = expBounds(-x, FX_ONE, BITS);
  const floorOf = (e: bigint): bigint => (e * FX_ONE) / ((1n << BITS) + e);
  assert.is(floorOf(lower), floorOf(upper));
  return floorOf(lower);
};

test('the quick way says the exact floor, or nothing', () => {
  const random = seededRandom(`sigmoid ${process.env['TEST_SEED'] ?? 1}`);
  let decided = 0;
  for (let i = 0; i < RUNS; i += 1) {
    const digits = BigInt(random.between(1, 1_000_000_000)) * BigInt(random.between(1, 1_000_000_000));
    const x = (digits * BigInt(random.between(1, 42))) % (42n * FX_ONE);
    if (x === 0n) continue;
    const quick = quickSigmoidOfMinus(fxFromRaw(x));
    if (quick === undefined) continue;
    decided += 1;
    assert.is(quick as bigint, exact(x), `x = ${x}`);
  }
  assert.ok(decided > RUNS - 30);
});

test.run();
