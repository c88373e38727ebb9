import { p256 } from '@noble/curves/nist.js';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { commit, opens } from './pedersen.js';
import { decodePoint, encodePoint } from './point.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

const { Point } = p256;
const ORDER = Point.Fn.ORDER;
const PRIME = Point.CURVE().p;
const hexOf = (text: string): string => Buffer.from(text).toString('hex');
const { x, y } = Point.BASE.toAffine();

test('a point has one spelling', () => {
  const good = hexOf(`${x},${y}`);
  assert.is(encodePoint(Point.BASE), good);
  assert.ok(decodePoint(good)?.equals(Point.BASE));
  for (const [label, text] of [
    ['off the curve', hexOf('1,1')],
    ['infinity', hexOf('0,0')],
    ['spaces', hexOf(` ${x},${y}`)],
    ['plus sign', hexOf(`+${x},${y}`)],
    ['leading zero', hexOf(`0${x},${y}`)],
    ['x beyond the prime', hexOf(`${x + PRIME},${y}`)],
    ['y beyond the prime', hexOf(`${x},${y + PRIME}`)],
    ['negative y', hexOf(`${x},-${PRIME - y}`)],
    ['three fields', hexOf(`${x},${y},1`)],
    ['one field', hexOf(`${x}`)],
    ['upper-case hex', good.toUpperCase()],
    ['odd hex', good.slice(1)],
    ['no hex', 'zz'],
    ['empty', ''],
    ['long', hexOf(`${x},${y}`.repeat(1_000))],
  ] as const) {
    assert.is(decodePoint(text), undefined, label);
  }
});

test('the other point of an x is another point', () => {
  const other = decodePoint(hexOf(`${x},${PRIME - y}`));
  assert.ok(other?.equals(Point.BASE.negate()));
});

const scalar = fc.bigInt({ min: 0n, max: 2n ** 256n });

test('a commitment is m*g + r*h modulo the order, zero included', () => {
  const [g, h] = [Point.BASE.multiply(5n), Point.BASE.multiply(11n)];
  fc.assert(
    fc.property(scalar, scalar, (m, r) => {
      const total = (5n * m + 11n * r) % ORDER;
      const want = total === 0n ? Point.ZERO : Point.BASE.multiply(total);
      assert.ok(commit(g, h, m, r).equals(want));
      assert.ok(opens(g, h, want, m, r + ORDER));
      assert.not(opens(g, h, want, m + 1n, r));
    }),
    { numRuns: 10 },
  );
  assert.ok(commit(g, h, 0n, 0n).is0());
  assert.ok(commit(g, h, ORDER, 3n).equals(h.multiply(3n)));
});

test.run();
