import { activeMask, activeStake } from './active-stake.js';
import { type ClassicBonds, classicBonds } from './bonds.js';
import { colClip } from './col-clip.js';
import { type Emission, emission } from './emission.js';
import { interpolate } from './interpolate.js';
import { isTopkNonzero } from './is-topk-nonzero.js';
import { maskWeights } from './mask-weights.js';
import { normalize, rowNormalize } from './normalize.js';
import { matmul, matmulTranspose, rowSum, type SparseMatrix, type Vector } from './sparse-matrix.js';
import { stakeWeights } from './stake-weights.js';
import { weightedMedianCol } from './weighted-median.js';

/** All that an epoch reads, in the types of the runtime. Lists and matrices are by uid. */
export interface EpochInput {
  /** The block whose epoch it is. */
  readonly block: number;
  /** Rao, I64F64. */
  readonly totalStake: Vector;
  readonly stakeThresholdRao: bigint;
  readonly ownerUid: number | undefined;
  /** True where the owner always passes: no threshold of stake, and a permit in any case. */
  readonly isOwnerExempt: boolean;
  readonly permits: readonly boolean[];
  readonly maxAllowedValidators: number;
  readonly lastUpdate: readonly number[];
  readonly registeredAt: readonly number[];
  readonly activityCutoffBlocks: number;
  readonly commitBlocks: readonly (number | undefined)[];
  /** u16 values as I32F32. */
  readonly weights: SparseMatrix;
  /** u16 values as I32F32. */
  readonly bonds: SparseMatrix;
  /** Miners registered at this block or later have no bonds yet. */
  readonly lastTempo: number;
  /** Proportions, I32F32. */
  readonly kappa: bigint;
  readonly bondsPenalty: bigint;
  readonly bondsAlpha: bigint;
  readonly emissionRao: bigint;
}

/** Every step of an epoch, named as the runtime names it; I32F32 where nothing else is said. */
export interface Epoch {
  readonly active: readonly boolean[];
  readonly stake: Vector;
  /** Permits that count in this epoch, and those it gives out. */
  readonly permits: readonly boolean[];
  readonly newPermits: readonly boolean[];
  readonly activeStake: Vector;
  readonly weights: SparseMatrix;
  readonly consensus: Vector;
  readonly clippedWeights: SparseMatrix;
  readonly validatorTrust: Vector;
  /** Before it is normalised to incentive. */
  readonly rank: Vector;
  readonly incentive: Vector;
  readonly bonds: ClassicBonds;
  readonly dividends: Vector;
  /** Rao. */
  readonly emission: Emission;
}

const withOwner = (permits: readonly boolean[], { ownerUid, isOwnerExempt }: EpochInput): readonly boolean[] =>
  permits.map((permit, uid) => permit || (isOwnerExempt && uid === ownerUid));

/**
 * One epoch of a subnet: weights, stake and stored bonds to consensus, incentive, dividends and emission.
 * Source: subtensor pallets/subtensor/src/epoch/run_epoch.rs epoch_mechanism @ 14bc6f9f, the branch without Yuma 3.
 */
export const runEpoch = (input: EpochInput): Epoch => {
  const active = activeMask(input.lastUpdate, input.activityCutoffBlocks, input.block);
  const exempt = input.isOwnerExempt ? input.ownerUid : undefined;
  const stake = stakeWeights(input.totalStake, input.stakeThresholdRao, exempt);
  const permits = withOwner(input.permits, input);
  const newPermits = withOwner(isTopkNonzero(stake, input.maxAllowedValidators), input);
  const staked = activeStake(stake, active, permits);

  const weights = rowNormalize(maskWeights(input.weights, { ...input, permits }));
  const consensus = weightedMedianCol(staked, weights, input.kappa);
  const clippedWeights = colClip(weights, consensus);
  const validatorTrust = rowSum(clippedWeights);
  const rank = matmul(clippedWeights, staked);
  const incentive = normalize(rank);

  const weightsForBonds = interpolate(weights, clippedWeights, input.bondsPenalty);
  const bonds = classicBonds(input.bonds, weightsForBonds, staked, {
    registeredAt: input.registeredAt,
    lastTempo: input.lastTempo,
    alpha: input.bondsAlpha,
  });
  const dividends = normalize(matmulTranspose(bonds.ema, incentive));
  const shares = { incentive, dividends, activeStake: staked, stake };

  return {
    active,
    stake,
    permits,
    newPermits,
    activeStake: staked,
    weights,
    consensus,
    clippedWeights,
    validatorTrust,
    rank,
    incentive,
    bonds,
    dividends,
    emission: emission(shares, input.emissionRao),
  };
};
