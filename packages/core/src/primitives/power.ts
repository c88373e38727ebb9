import { FX_ONE, type Fx, floorDiv, fxFromRaw } from '../numbers/fx.js';

/** The exponents that a rule may use. */
export type Exponent = 1 | 2 | 3 | 4;

/** base^exponent of a whole number; exact. */
export const powerInt = (base: bigint, exponent: Exponent): bigint => {
  let result = base;
  for (let i = 1; i < exponent; i += 1) result *= base;
  return result;
};

/** floor(x^exponent) as Fx, toward minus infinity: exact products and one division at the end. */
export const powerFloor = (x: Fx, exponent: Exponent): Fx => {
  let scale = 1n;
  for (let i = 1; i < exponent; i += 1) scale *= FX_ONE;
  return fxFromRaw(floorDiv(powerInt(x, exponent), scale));
};
