import { expBounds } from './exp.js';
import { FX_ONE, FX_ZERO, type Fx, fxFromRaw } from './fx.js';
import { type Bounds, floorOfBounds } from './refine.js';
import { quickSigmoidOfMinus } from './sigmoid-quick.js';

const HALF = fxFromRaw(FX_ONE / 2n);
// e^-42 < 10^-18
const FX_BOTTOM = -42n * FX_ONE;

/** e^x / (1 + e^x) for x < 0, which grows with e^x and never faster. */
const boundsBelowZero = (x: bigint, bits: bigint): Bounds => {
  const one = 1n << bits;
  const { lower, upper } = expBounds(x, FX_ONE, bits);
  return { lower: (lower << bits) / (one + lower), upper: (upper << bits) / (one + upper) + 1n };
};

/**
 * floor(10^18 / (1 + e^-x)) of the true value, for every x: 0 below about -41.4, and never one, 10^18 - 1 above 41.4.
 * sigmoid(-x) = 1 - sigmoid(x) holds up to the floors: the two sum to 10^18 - 1, except at 0.
 */
export const sigmoidFloor = (x: Fx): Fx => {
  if (x === 0n) return HALF;
  if (x > 0n) return fxFromRaw(FX_ONE - 1n - sigmoidFloor(fxFromRaw(-x)));
  if (x < FX_BOTTOM) return FX_ZERO;
  return quickSigmoidOfMinus(fxFromRaw(-x)) ?? floorOfBounds((bits) => boundsBelowZero(x, bits));
};
