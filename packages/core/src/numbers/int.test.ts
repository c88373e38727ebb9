import * as fc from 'fast-check';
import { test } from 'uvu';
import { divInt, mulDivInt } from './int.js';

const run = { seed: Number(process.env['TEST_SEED'] ?? 1), numRuns: 1000 };
const safe = fc.maxSafeNat();
const positive = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });

test('divides as bigints do', () => {
  void fc.assert(
    fc.property(safe, positive, (a, b) => BigInt(divInt(a, b)) === BigInt(a) / BigInt(b)),
    run,
  );
});

test('multiplies and divides without losing a bit, up to the greatest safe integer', () => {
  const max = BigInt(Number.MAX_SAFE_INTEGER);
  void fc.assert(
    fc.property(safe, safe, positive, (a, b, c) => {
      const exact = (BigInt(a) * BigInt(b)) / BigInt(c);
      return BigInt(mulDivInt(a, b, c)) === (exact > max ? max : exact);
    }),
    run,
  );
});

test.run();
