import type { EpochNumber } from '../ids.js';
import type { Candidate } from './candidate.js';
import type { AssignmentParams } from './params.js';

/** Bounds that keep a zipcode out of the drawing, in the order in which they are named. */
export const HINDRANCES = ['OTHER_STATE', 'NO_WEIGHT', 'TOO_SMALL', 'TOO_LARGE', 'COOLING_DOWN'] as const;
export type Hindrance = (typeof HINDRANCES)[number];

/** The parameter behind each bound. */
export const PARAMETER_OF: Readonly<Record<Hindrance, keyof AssignmentParams>> = {
  OTHER_STATE: 'states',
  NO_WEIGHT: 'tiers',
  TOO_SMALL: 'minExpected',
  TOO_LARGE: 'maxExpected',
  COOLING_DOWN: 'cooldownEpochs',
};

/** The zipcodes of an earlier epoch, from its EpochOpened. */
export interface PastAssignment {
  readonly epoch: EpochNumber;
  readonly zipcodes: readonly { readonly zipcode: string }[];
}

/** Zipcodes that cool down: assigned in one of the `cooldownEpochs` epoch numbers before `epoch`. */
export const coolingDown = (
  cooldownEpochs: number,
  epoch: EpochNumber,
  past: readonly PastAssignment[],
): ReadonlySet<string> => {
  const recent = past.filter((former) => former.epoch < epoch && former.epoch >= epoch - cooldownEpochs);
  return new Set(recent.flatMap(({ zipcodes }) => zipcodes.map(({ zipcode }) => zipcode)));
};

/** Weight in the drawing: that of the tier, times the expected listings unless all weigh alike. No such tier: 0. */
export const weightOf = ({ tiers, weightBy }: AssignmentParams, { tier, expected }: Candidate): number => {
  const weight = tiers.find(({ name }) => name === tier)?.weight ?? 0;
  return weightBy === 'equal' ? weight : weight * expected;
};

/** Every bound that keeps a zipcode out, in order; none when it may be drawn. */
export const hindrancesOf = (
  params: AssignmentParams,
  cooling: ReadonlySet<string>,
  candidate: Candidate,
): readonly Hindrance[] => {
  const holds: Readonly<Record<Hindrance, boolean>> = {
    OTHER_STATE: !params.states.includes(candidate.state),
    NO_WEIGHT: !params.tiers.some(({ name, weight }) => name === candidate.tier && weight > 0),
    TOO_SMALL: candidate.expected < params.minExpected,
    TOO_LARGE: candidate.expected > params.maxExpected,
    COOLING_DOWN: cooling.has(candidate.zipcode),
  };
  return HINDRANCES.filter((name) => holds[name]);
};
