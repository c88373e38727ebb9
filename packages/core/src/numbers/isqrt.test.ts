import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isqrt } from './isqrt.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

test('small roots', () => {
  const roots = Array.from({ length: 17 }, (_, n) => Number(isqrt(BigInt(n))));
  assert.equal(roots, [0, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 4]);
});

test('the root of n is the greatest whole number whose square is not above n', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 400n }), (n) => {
      const root = isqrt(n);
      assert.ok(root * root <= n && n < (root + 1n) * (root + 1n));
    }),
  );
});

test('squares and their neighbours, where rounding would show', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 2n, max: 2n ** 200n }), (root) => {
      assert.is(isqrt(root * root), root);
      assert.is(isqrt(root * root - 1n), root - 1n);
      assert.is(isqrt(root * root + 2n * root), root);
    }),
  );
});

test('a negative number is a programming error', () => {
  assert.throws(
    () => isqrt(-1n),
    (error: unknown) => error instanceof RangeError,
  );
});

test.run();
