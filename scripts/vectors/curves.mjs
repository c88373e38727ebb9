import assert from 'node:assert/strict';
import { FX_ONE, fxFromRaw } from '../../packages/core/dist/numbers/fx.js';
import { normalCdfFloor } from '../../packages/core/dist/numbers/normal-cdf.js';
import { sigmoidFloor } from '../../packages/core/dist/numbers/sigmoid.js';
import { assertNear, fxOf } from './check.mjs';

/** Vectors of curves that the original systems compute in doubles. */

const TEN = 10n;
/** The exact fraction that decimal text such as "1e-07" or "-9.875" stands for. */
const fractionOf = (text) => {
  const [, sign, whole, decimals = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/.exec(text);
  const shift = Number(exponent) - decimals.length;
  const digits = BigInt(`${sign}${whole}${decimals}`);
  return shift >= 0 ? [digits * TEN ** BigInt(shift), 1n] : [digits, TEN ** BigInt(-shift)];
};

/** steepness * (x - shift) of FileTAO, which is 7 / T * (x - 0.3 T), as Fx; cut at the end. */
const argumentOf = (x, maxTime) => {
  const [[a, b], [c, d]] = [fractionOf(String(x)), fractionOf(String(maxTime))];
  // 7 * (a/b - 3/10 * c/d) / (c/d)
  return fxFromRaw((7n * (10n * a * d - 3n * b * c) * FX_ONE) / (10n * b * c));
};

const near = (a, b, what) => assert.ok(Math.abs(a - b) <= 1e-12 * Math.abs(b), `${what}: expected ${b}, got ${a}`);

/** FileTAO's adjusted_sigmoid and its inverse. */
export const filetaoSigmoid = ({ cases }) =>
  cases.map(({ max_time: maxTime, steepness, shift, x, sigmoid, sigmoid_inverse: inverse }) => ({
    name: `x ${x}, max time ${maxTime}`,
    check: () => {
      near(7 / maxTime, steepness, 'steepness');
      near(0.3 * maxTime, shift, 'shift');
      const argument = argumentOf(x, maxTime);
      assertNear(sigmoidFloor(fxFromRaw(-argument)), inverse, 'inverse');
      assertNear(sigmoidFloor(argument), sigmoid, 'sigmoid');
    },
  }));

/** The normal CDF of scipy, as Masa scores with it. */
export const masaNormCdf = ({ points }) =>
  points.map(({ z, cdf }) => ({
    name: `z ${z.dec}`,
    check: () => assertNear(normalCdfFloor(fxOf(Number(z.dec))), Number(cdf.dec), 'CDF'),
  }));
