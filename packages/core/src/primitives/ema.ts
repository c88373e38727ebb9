import { type Fx, floorDiv, fxFromRaw } from '../numbers/fx.js';

const MILLION = 1_000_000n;

/**
 * One step of an exponential moving average: floor((alphappm * value + (10^6 - alphappm) * previous) / 10^6), toward minus
 * infinity also below zero; one rounding per step. alphappm is in 0..10^6 (RangeError): 0 keeps the previous, 10^6 takes the value.
 */
export const emaFloor = (alphappm: number, value: Fx, previous: Fx): Fx => {
  if (!(Number.isInteger(alphappm) && alphappm >= 0 && alphappm <= 1_000_000)) {
    throw new RangeError(`emaFloor: expected alphappm in 0..1000000, got ${alphappm}`);
  }
  // The same floor as of the formula above, because 10^6 * previous is divided without a rest.
  return fxFromRaw(previous + floorDiv(BigInt(alphappm) * (value - previous), MILLION));
};
