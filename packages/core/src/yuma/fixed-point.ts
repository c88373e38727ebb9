/**
 * A fixed-point type of the runtime. A value is its bits, as a bigint: the number times 2^fractionBits. Sums and products
 * outside the type saturate; products round down, quotients toward zero.
 * Source: the crate substrate-fixed 0.6 as the pallet calls it (saturating_add, saturating_mul, safe_div).
 */
export interface FixedPoint {
  /** The bits of 1. */
  readonly one: bigint;
  /** The bits of an integer, saturated. */
  readonly fromInt: (n: bigint) => bigint;
  /** The integer below the value. */
  readonly floor: (x: bigint) => bigint;
  /** Brings bits into the type. */
  readonly saturate: (bits: bigint) => bigint;
  readonly add: (x: bigint, y: bigint) => bigint;
  readonly sub: (x: bigint, y: bigint) => bigint;
  readonly mul: (x: bigint, y: bigint) => bigint;
  /** x / y; 0 where y is 0, and where the quotient does not fit. */
  readonly div: (x: bigint, y: bigint) => bigint;
}

const fixedPoint = (min: bigint, max: bigint, fractionBits: bigint): FixedPoint => {
  const saturate = (bits: bigint): bigint => (bits < min ? min : bits > max ? max : bits);
  return {
    one: 1n << fractionBits,
    fromInt: (n) => saturate(n << fractionBits),
    floor: (x) => x >> fractionBits,
    saturate,
    add: (x, y) => saturate(x + y),
    sub: (x, y) => saturate(x - y),
    mul: (x, y) => saturate((x * y) >> fractionBits),
    div: (x, y) => {
      if (y === 0n) return 0n;
      const quotient = (x << fractionBits) / y;
      return saturate(quotient) === quotient ? quotient : 0n;
    },
  };
};

const signed = (bits: bigint, fractionBits: bigint): FixedPoint =>
  fixedPoint(-(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n, fractionBits);

/** Everything of a neuron: stake once it is normalised, weights, bonds, consensus, dividends. */
export const I32F32 = signed(64n, 32n);
/** Stake in rao, before it is normalised. */
export const I64F64 = signed(128n, 64n);
/** Emission in rao. */
export const I96F32 = signed(128n, 32n);
/** Stake that is inherited, in rao. */
export const U96F32 = fixedPoint(0n, (1n << 128n) - 1n, 32n);

/** I64F64 as I32F32: the lower fraction bits are cut. */
export const toI32F32 = (bits64: bigint): bigint => I32F32.saturate(bits64 >> 32n);
/** U96F32 as I64F64. */
export const toI64F64 = (bits32: bigint): bigint => I64F64.saturate(bits32 << 32n);

const U16_MAX = 65_535n;
/** u16 as a proportion of 65535, in I32F32. */
export const proportionOf = (u16: number): bigint => I32F32.div(I32F32.fromInt(BigInt(u16)), I32F32.fromInt(U16_MAX));
/** A proportion (I32F32) as u16: times 65535, rounded down, saturated. */
export const toU16 = (x: bigint): number => {
  const floor = I32F32.floor(I32F32.mul(x, I32F32.fromInt(U16_MAX)));
  return Number(floor < 0n ? 0n : floor > U16_MAX ? U16_MAX : floor);
};

const U64_MAX = (1n << 64n) - 1n;
/** An integer brought into u64. */
export const toU64 = (n: bigint): bigint => (n < 0n ? 0n : n > U64_MAX ? U64_MAX : n);
