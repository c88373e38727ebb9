import assert from 'node:assert/strict';
import { fxFromRaw } from '../../packages/core/dist/numbers/fx.js';

/** Vectors of the functions that are defined as floor(f(x) * 10^18): every bit counts. */
export const floorsOf =
  (compute) =>
  ({ cases }) =>
    cases.map(({ x, floor }) => ({
      name: `x = ${x}`,
      check: () => assert.equal(String(compute(fxFromRaw(BigInt(x)))), floor),
    }));
