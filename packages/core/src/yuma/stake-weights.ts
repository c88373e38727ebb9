import { I64F64, toI32F32, toI64F64, toU64, U96F32 } from './fixed-point.js';
import { normalize } from './normalize.js';
import type { Vector } from './sparse-matrix.js';

const U64_MAX = (1n << 64n) - 1n;

/** A proportion of 2^64-1, in U96F32. */
const proportion = (u64: bigint): bigint => U96F32.div(U96F32.fromInt(u64), U96F32.fromInt(U64_MAX));

/** Stake (rao), and the proportion of it that goes elsewhere, of 2^64-1. */
export interface Given {
  readonly stakeRao: bigint;
  readonly proportion: bigint;
}

/**
 * A hotkey's stake in rao (u64) with what it gives to children taken off and what its parents give added, in U96F32 rounded
 * down. Source: subtensor pallets/subtensor/src/staking/stake_utils.rs get_inherited_for_hotkey_on_subnet @ 14bc6f9f.
 */
export const inheritedStake = (ownRao: bigint, children: readonly bigint[], parents: readonly Given[]): bigint => {
  const own = U96F32.fromInt(ownRao);
  const given = children.reduce((total, part) => U96F32.add(total, U96F32.mul(own, proportion(part))), 0n);
  const got = parents.reduce(
    (total, parent) => U96F32.add(total, U96F32.mul(U96F32.fromInt(parent.stakeRao), proportion(parent.proportion))),
    0n,
  );
  return toU64(U96F32.floor(U96F32.add(U96F32.sub(own, given), got)));
};

/** Stake in rao (I64F64): alpha, plus TAO on the root subnet times taoWeight (a proportion of 2^64-1). */
export const totalStake = (alphaRao: bigint, rootRao: bigint, taoWeight: bigint): bigint =>
  I64F64.add(I64F64.fromInt(alphaRao), I64F64.mul(I64F64.fromInt(rootRao), toI64F64(proportion(taoWeight))));

/** Stake as proportions of all of it (I32F32): what is below `threshold` rao counts as 0, except for the uid that is exempt. */
export const stakeWeights = (total: Vector, threshold: bigint, exempt: number | undefined): Vector => {
  const filtered = total.map((stake, uid) => (uid !== exempt && toU64(I64F64.floor(stake)) < threshold ? 0n : stake));
  return normalize(filtered, I64F64).map(toI32F32);
};
