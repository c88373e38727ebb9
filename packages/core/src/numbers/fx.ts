/** Fixed point with 18 decimals: the integer `x` stands for `x / 10^18`. Exact, so the same on every machine. */
export type Fx = bigint & { readonly Fx: unique symbol };

const SCALE = 1_000_000_000_000_000_000n;

/** One, as Fx. */
export const FX_ONE = SCALE as Fx;
/** Zero, as Fx. */
export const FX_ZERO = 0n as Fx;

/** Takes an integer that already is scaled by 10^18. */
export const fxFromRaw = (raw: bigint): Fx => raw as Fx;

/** A whole number of parts per million as Fx; exact. */
export const fxFromPpm = (ppm: number): Fx => (BigInt(ppm) * 1_000_000_000_000n) as Fx;

/** A safe integer as Fx; exact. */
export const fxFromInt = (n: number): Fx => (BigInt(n) * SCALE) as Fx;

/** floor(a / b) toward minus infinity; `b` must not be 0. */
export const floorDiv = (a: bigint, b: bigint): bigint => {
  const quotient = a / b;
  return a < 0n !== b < 0n && quotient * b !== a ? quotient - 1n : quotient;
};

/** floor(a * b) of two Fx. */
export const mulFloor = (a: Fx, b: Fx): Fx => floorDiv(a * b, SCALE) as Fx;

/** floor(a / b) of two Fx; `b` must not be 0. */
export const divFloor = (a: Fx, b: Fx): Fx => floorDiv(a * SCALE, b) as Fx;

/** floor(a / b) of two safe integers as Fx; `b` must be positive. */
export const ratioFloor = (a: number, b: number): Fx => floorDiv(BigInt(a) * SCALE, BigInt(b)) as Fx;

/** Adds Fx in the order given; exact, so the order does not matter. */
export const sumFx = (values: Iterable<Fx>): Fx => {
  let total = 0n;
  for (const value of values) total += value;
  return total as Fx;
};
