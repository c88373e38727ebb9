import { ln2At } from './constants.js';
import { FX_ONE, FX_ZERO, type Fx, floorDiv } from './fx.js';
import { type Bounds, floorOfBounds } from './refine.js';

/** e^x = mantissa * 2^(exponent - bits) with the mantissa at most `error` off, in its own units. */
export interface ExpParts {
  readonly mantissa: bigint;
  readonly exponent: bigint;
  readonly error: bigint;
}

// e^r is taken as (e^(r/256))^256: eight squarings are cheaper than the terms that they save.
const HALVINGS = 8n;

/** e^(num/den), den > 0, in `bits` bits: e^x = 2^k e^r with r = x - k ln 2 in 0..ln 2, and a Taylor series for e^(r/256). */
export const expParts = (num: bigint, den: bigint, bits: bigint): ExpParts => {
  const one = 1n << bits;
  const ln2 = ln2At(bits);
  const x = floorDiv(num << bits, den);
  const exponent = floorDiv(x, ln2);
  const y = (x - exponent * ln2) >> HALVINGS;

  let power = one + y;
  let term = y;
  let terms = 1n;
  while (term > 0n) {
    terms += 1n;
    term = ((term * y) >> bits) / terms;
    power += term;
  }
  // Each term is cut twice, y once, and what follows the last term is less than two units.
  let error = 2n * terms + 4n;
  for (let i = 0n; i < HALVINGS; i += 1n) {
    power = (power * power) >> bits;
    error = 2n * error + 2n;
  }
  // A squaring turns an error e of p into 2pe, not 2e: over all of them that is a factor of at most p^256 <= 2. Then r: x is cut
  // once and ln 2 is up to a unit off, k times.
  const cuts = exponent < 0n ? 2n - exponent : 2n + exponent;
  return { mantissa: power, exponent, error: 2n * (error + cuts) };
};

const FX_TOP = 1_000n * FX_ONE;
// e^-42 < 10^-18
const FX_BOTTOM = -42n * FX_ONE;

const boundsOf = ({ mantissa, exponent, error }: ExpParts, extra: bigint): Bounds => {
  const shift = exponent - extra;
  const [lower, upper] = [mantissa - error, mantissa + error];
  return shift >= 0n
    ? { lower: lower << shift, upper: upper << shift }
    : { lower: lower >> -shift, upper: (upper >> -shift) + 1n };
};

/** Bounds of e^(num/den) in units of 2^-bits, den > 0, for exponents up to about a thousand. */
export const expBounds = (num: bigint, den: bigint, bits: bigint): Bounds => {
  // A result of many whole bits needs as many more, or its first decimals would be unknown; steps of 64 keep the constants few.
  const whole = num > 0n ? (num * 3n) / (den * 2n) : 0n;
  const extra = ((whole + 63n) >> 6n) << 6n;
  return boundsOf(expParts(num, den, bits + extra), extra);
};

/**
 * floor(e^x * 10^18) of the true value, for x <= 1000; 0 below about -41.4. Throws RangeError above 1000: e^1000 has 435 digits,
 * and the 128 bits of an Fx in a hash end at e^46.
 */
export const expFloor = (x: Fx): Fx => {
  if (x > FX_TOP) throw new RangeError(`expFloor: expected x <= 1000 * 10^18, got ${x}`);
  if (x < FX_BOTTOM) return FX_ZERO;
  if (x === 0n) return FX_ONE;
  return floorOfBounds((bits) => expBounds(x, FX_ONE, bits));
};
