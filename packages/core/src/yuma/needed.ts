import { STATEFUL_SINCE_SPEC } from '../calendar/index.js';
import type { Hyperparameters } from './hyperparameters.js';
import type { SubnetState } from './subnet-state.js';

const ALWAYS = [
  'tempo',
  'kappa',
  'maxAllowedValidators',
  'bondsMovingAverage',
  'bondsPenalty',
  'taoWeight',
  'stakeThreshold',
  'commitRevealWeightsEnabled',
  'liquidAlphaOn',
  'yuma3On',
] as const satisfies readonly (keyof Hyperparameters)[];

/** Parameters without which no epoch is computed. */
export type Needed = Hyperparameters & Required<Pick<Hyperparameters, (typeof ALWAYS)[number]>>;

/** True if all of them are there. */
export const hasNeeded = (given: Hyperparameters): given is Needed => ALWAYS.every((name) => given[name] !== undefined);

/** The path of the first value that the state lacks and its runtime reads; undefined where it lacks none. */
export const lacking = ({ specVersion, hyperparameters: given, counters }: SubnetState): string | undefined => {
  const isStateful = specVersion >= STATEFUL_SINCE_SPEC;
  const names: readonly (keyof Hyperparameters)[] = [
    ...ALWAYS,
    isStateful ? 'activityCutoffFactorMilli' : 'activityCutoff',
    ...(given.commitRevealWeightsEnabled === true ? (['revealPeriodEpochs'] as const) : []),
  ];
  const name = names.find((one) => given[one] === undefined);
  if (name !== undefined) return `/hyperparameters/${name}`;
  return isStateful && counters.lastEpochBlock === undefined ? '/counters/lastEpochBlock' : undefined;
};
