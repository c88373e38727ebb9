import { notSupported, type Refusal } from './refusal.js';
import type { SubnetState } from './subnet-state.js';

/** The oldest runtime whose epochs were compared. */
const OLDEST_SPEC = 293;

/** The first reason why this subnet's epoch is not computed here; undefined where it is. */
export const unsupported = ({ specVersion, hyperparameters }: SubnetState): Refusal | undefined => {
  const { yuma3On, liquidAlphaOn, mechanismCount = 1 } = hyperparameters;
  if (specVersion < OLDEST_SPEC) {
    return notSupported('/specVersion', `runtime ${specVersion}: epochs before spec ${OLDEST_SPEC} had other rules`);
  }
  if (yuma3On === true) return notSupported('/hyperparameters/yuma3On', 'Yuma 3 computes bonds by other rules');
  if (liquidAlphaOn === true) {
    return notSupported('/hyperparameters/liquidAlphaOn', 'liquid alpha averages bonds by other rules');
  }
  if (mechanismCount > 1) {
    return notSupported('/hyperparameters/mechanismCount', `the results of ${mechanismCount} mechanisms are blended`);
  }
  return undefined;
};
