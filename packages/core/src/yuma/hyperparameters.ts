import type { Field } from '../event/field.js';
import { bool, count, integer, u16 } from '../event/values.js';
import { openRecord } from './open-record.js';
import { u64Text } from './u64-text.js';

/**
 * The parameters of a subnet that an epoch or its calendar reads, named as the runtime names them. An item that the runtime
 * of that block does not have is missing; others may stand beside them.
 */
export interface Hyperparameters {
  /** Blocks between epochs; 0: never. */
  readonly tempo?: number;
  /** u16 proportion of 65535. */
  readonly kappa?: number;
  readonly rho?: number;
  /** Blocks; up to spec 422. */
  readonly activityCutoff?: number;
  /** Thousandths of the tempo; from spec 423. */
  readonly activityCutoffFactorMilli?: number;
  readonly maxAllowedValidators?: number;
  /** Millionths, u64 as decimal text. */
  readonly bondsMovingAverage?: string;
  /** u16 proportion of 65535. */
  readonly bondsPenalty?: number;
  readonly liquidAlphaOn?: boolean;
  readonly yuma3On?: boolean;
  readonly commitRevealWeightsEnabled?: boolean;
  readonly revealPeriodEpochs?: number;
  /** Of the whole chain; a runtime that has it takes timelocked commits of this version. */
  readonly commitRevealWeightsVersion?: number;
  /** MechanismCountCurrent; missing: one. */
  readonly mechanismCount?: number;
  /** Epochs that one block may run; from spec 423. */
  readonly maxEpochsPerBlock?: number;
  /** Of the whole chain: proportion of 2^64-1, u64 as decimal text. */
  readonly taoWeight?: string;
  /** Of the whole chain: rao, u64 as decimal text. */
  readonly stakeThreshold?: string;
  readonly immunityPeriod?: number;
  readonly minAllowedWeights?: number;
  readonly weightsSetRateLimit?: number;
  /** u64 as decimal text. */
  readonly weightsVersionKey?: string;
}

/** Codec of `Hyperparameters`. */
export const hyperparameters: Field<Hyperparameters> = openRecord(
  'hyperparameters',
  {},
  {
    tempo: u16,
    kappa: u16,
    rho: u16,
    activityCutoff: u16,
    activityCutoffFactorMilli: integer(0, 4_294_967_295),
    maxAllowedValidators: u16,
    bondsMovingAverage: u64Text,
    bondsPenalty: u16,
    liquidAlphaOn: bool,
    yuma3On: bool,
    commitRevealWeightsEnabled: bool,
    revealPeriodEpochs: count,
    commitRevealWeightsVersion: u16,
    mechanismCount: integer(0, 255),
    maxEpochsPerBlock: integer(0, 255),
    taoWeight: u64Text,
    stakeThreshold: u64Text,
    immunityPeriod: u16,
    minAllowedWeights: u16,
    weightsSetRateLimit: count,
    weightsVersionKey: u64Text,
  },
);
