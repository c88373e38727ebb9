import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FX_ONE, fxFromRaw } from '../numbers/fx.js';
import { nearestDouble, numpySum, roundHalfEven, toFloat32, toFloat64 } from './sdk-float.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

/** |x - raw / 10^18| * 10^18 * 2^1074, exact: every double is a whole number of 2^-1074. */
const distance = (x: number, raw: bigint): bigint => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const exponent = (bits >> 52n) & 0x7ffn;
  const fraction = bits & 0xf_ffff_ffff_ffffn;
  const units = exponent === 0n ? fraction : (fraction | (1n << 52n)) << (exponent - 1n);
  const signed = x < 0 ? -units : units;
  const apart = signed * FX_ONE - (raw << 1074n);
  return apart < 0n ? -apart : apart;
};

const neighbour = (x: number, step: bigint): number => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  view.setBigUint64(0, view.getBigUint64(0) + step);
  return view.getFloat64(0);
};

test('nearestDouble is nearer than both neighbours, where dividing by 10^18 is not', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 2n * FX_ONE }), (raw) => {
      const x = nearestDouble(fxFromRaw(raw));
      const off = distance(x, raw);
      assert.ok(off <= distance(neighbour(x, 1n), raw));
      assert.ok(off <= distance(neighbour(x, -1n), raw));
    }),
    { numRuns: 1_000 },
  );
  const tipped = fxFromRaw(72_757_217_426_062_276n);
  assert.is.not(nearestDouble(tipped), Number(tipped) / 1e18);
  assert.is(nearestDouble(tipped), 0.07275721742606228);
});

test('nearestDouble keeps what a double can hold', () => {
  assert.is(nearestDouble(fxFromRaw(0n)), 0);
  assert.is(nearestDouble(FX_ONE), 1);
  assert.is(nearestDouble(fxFromRaw(FX_ONE / 4n)), 0.25);
  assert.is(nearestDouble(fxFromRaw(550_000_000_000_000_000n)), 0.55);
  assert.is(nearestDouble(fxFromRaw(1n)), 1e-18);
});

test('roundHalfEven takes ties to the even neighbour', () => {
  for (const [x, want] of [
    [0, 0],
    [0.5, 0],
    [1.5, 2],
    [2.5, 2],
    [32_767.5, 32_768],
    [19_660.5, 19_660],
    [0.49999999999999994, 0],
    [2.4999999999999996, 2],
    [2.5000000000000004, 3],
    [65_535, 65_535],
  ] as const) {
    assert.is(roundHalfEven(x), want, String(x));
  }
});

test('toFloat32 rounds like Math.fround', () => {
  fc.assert(fc.property(fc.double({ noNaN: true }), (x) => assert.is(toFloat32(x), Math.fround(x))));
});

test('numpySum adds in the order of numpy', () => {
  // Printed by numpy 2.4.6: float(numpy.array([i / 7 for i in range(n)], dtype=numpy.float32).sum()), and float64.
  for (const [n, single, double] of [
    [0, 0, 0],
    [1, 0, 0],
    [7, 3, 3],
    [8, 4, 4],
    [9, 5.142857074737549, 5.142857142857142],
    [15, 14.999999046325684, 15],
    [16, 17.142858505249023, 17.142857142857142],
    [100, 707.1428833007812, 707.1428571428571],
    [128, 1161.142822265625, 1161.142857142857],
    [129, 1179.428466796875, 1179.4285714285716],
    [257, 4699.4287109375, 4699.428571428572],
    [1000, 71357.140625, 71357.14285714286],
  ] as const) {
    const x = Array.from({ length: n }, (_, i) => i / 7);
    assert.is(numpySum(x.map(toFloat32), toFloat32), single, `float32 of ${n}`);
    assert.is(numpySum(x, toFloat64), double, `float64 of ${n}`);
  }
});

test.run();
