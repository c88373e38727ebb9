import { ln2At } from './constants.js';
import { expBounds } from './exp.js';
import { FX_ONE, type Fx, fxFromRaw } from './fx.js';

// 18 decimals are 60 bits; what is lost below leaves 29 more, so all but one in hundreds of millions are decided.
const BITS = 96n;
const ONE = 1n << BITS;
const LN2 = ln2At(BITS);

// An argument below ln 2 is cut into 8 bits, 8 bits, and a rest below 2^-16.
const COARSE_BITS = BITS - 8n;
const COARSE_MASK = (1n << COARSE_BITS) - 1n;
const FINE_BITS = BITS - 16n;
const FINE_MASK = (1n << FINE_BITS) - 1n;

/** Entries of e^-(i/den) in BITS bits, each computed when it is first needed and less than one unit off. */
const tableOf = (den: bigint): ((i: number) => bigint) => {
  const known: (bigint | undefined)[] = [];
  return (i) => {
    const found = known[i];
    if (found !== undefined) return found;
    const value = i === 0 ? ONE : expBounds(-BigInt(i), den, 2n * BITS).lower >> BITS;
    known[i] = value;
    return value;
  };
};
const coarse = tableOf(256n);
const fine = tableOf(65_536n);

// The argument is cut once, ln 2 is up to a unit off at most 61 times, two entries by one each, and each product is cut once.
const OFF = 128n;

const ONE_MASK = ONE - 1n;
/** What the result is off by at most does not reach the next whole number from below here. */
const SURE_BELOW = ONE - (2n * OFF + 1n) * FX_ONE;

const HALF = ONE / 2n;
const SIXTH = ONE / 6n;
const TWENTY_FOURTH = ONE / 24n;
const HUNDRED_TWENTIETH = ONE / 120n;

/** e^-z for z < 2^-16, five terms of its series: the next is below 2^-105. */
const expOfRest = (z: bigint): bigint => {
  const fourth = TWENTY_FOURTH - ((HUNDRED_TWENTIETH * z) >> BITS);
  const third = SIXTH - ((fourth * z) >> BITS);
  const second = HALF - ((third * z) >> BITS);
  const first = ONE - ((second * z) >> BITS);
  return ONE - ((first * z) >> BITS);
};

/**
 * floor(10^18 / (1 + e^x)) for 0 < x <= 42, or undefined where 96 bits cannot tell it from its neighbour: then the general way
 * decides. Both ways state the same number; this one takes half the time.
 */
export const quickSigmoidOfMinus = (x: Fx): Fx | undefined => {
  const argument = (x << BITS) / FX_ONE;
  const halvings = argument / LN2;
  const r = argument - halvings * LN2;
  const below = r & COARSE_MASK;
  const table = (coarse(Number(r >> COARSE_BITS)) * fine(Number(below >> FINE_BITS))) >> BITS;
  const power = ((table * expOfRest(below & FINE_MASK)) >> BITS) >> halvings;
  const least = power - OFF;
  // e / (1 + e) never grows faster than e: whatever e is off by is the most that this is off by.
  const scaled = ((least << BITS) / (ONE + least)) * FX_ONE;
  return (scaled & ONE_MASK) < SURE_BELOW ? fxFromRaw(scaled >> BITS) : undefined;
};
