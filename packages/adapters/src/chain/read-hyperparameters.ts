import type { Codec } from '@polkadot/types/types';
import type { NetUid } from '@subnet-scoring/core';
import type { Hyperparameters } from '@subnet-scoring/core/yuma';
import { decimalOf, integerOf } from './plain.js';
import type { Storage } from './storage.js';

type Read = (value: Codec) => number | string | boolean;

const isTrue: Read = (value) => value.toString() === 'true';

/** Storage item (of the subnet, or of the whole chain), and the name and form it has here. */
const ITEMS: readonly (readonly [name: keyof Hyperparameters, item: string, read: Read, ofChain?: true])[] = [
  ['tempo', 'tempo', integerOf],
  ['kappa', 'kappa', integerOf],
  ['rho', 'rho', integerOf],
  ['activityCutoff', 'activityCutoff', integerOf],
  ['activityCutoffFactorMilli', 'activityCutoffFactorMilli', integerOf],
  ['maxAllowedValidators', 'maxAllowedValidators', integerOf],
  ['bondsMovingAverage', 'bondsMovingAverage', decimalOf],
  ['bondsPenalty', 'bondsPenalty', integerOf],
  ['liquidAlphaOn', 'liquidAlphaOn', isTrue],
  ['yuma3On', 'yuma3On', isTrue],
  ['commitRevealWeightsEnabled', 'commitRevealWeightsEnabled', isTrue],
  ['revealPeriodEpochs', 'revealPeriodEpochs', integerOf],
  ['commitRevealWeightsVersion', 'commitRevealWeightsVersion', integerOf, true],
  ['mechanismCount', 'mechanismCountCurrent', integerOf],
  ['maxEpochsPerBlock', 'maxEpochsPerBlock', integerOf, true],
  ['taoWeight', 'taoWeight', decimalOf, true],
  ['stakeThreshold', 'stakeThreshold', decimalOf, true],
  ['immunityPeriod', 'immunityPeriod', integerOf],
  ['minAllowedWeights', 'minAllowedWeights', integerOf],
  ['weightsSetRateLimit', 'weightsSetRateLimit', integerOf],
  ['weightsVersionKey', 'weightsVersionKey', decimalOf],
];

/** The parameters that the runtime of the block has; one that it does not have is left out, never a default. */
export const readHyperparameters = async (storage: Storage, netuid: NetUid): Promise<Hyperparameters> => {
  const there = ITEMS.filter(([, item]) => storage.has(item));
  const values = await Promise.all(
    there.map(([, item, , ofChain]) => (ofChain ? storage.get(item) : storage.get(item, netuid))),
  );
  const pairs = there.flatMap(([name, , read], at) => {
    const value = values[at];
    return value === undefined ? [] : [[name, read(value)] as const];
  });
  return Object.fromEntries(pairs);
};
