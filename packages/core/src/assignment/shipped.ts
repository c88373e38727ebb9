import type { EpochNumber } from '../ids.js';
import type { AssignmentParams } from './params.js';

/**
 * Parameters to start with: Pennsylvania and New Jersey, 10,000 listings an epoch and 500 more every 42 epochs, a zipcode at
 * most every seventh epoch.
 */
export const defaultAssignmentParams: AssignmentParams = {
  cooldownEpochs: 6,
  maxExpected: 1_500,
  minExpected: 20,
  states: ['NJ', 'PA'],
  target: {
    everyEpochs: 42,
    fromEpoch: 0 as EpochNumber,
    listings: 10_000,
    maxListings: 20_000,
    stepListings: 500,
    toleranceppm: 100_000,
  },
  tiers: [
    { name: 'premium', weight: 3 },
    { name: 'standard', weight: 1 },
  ],
  weightBy: 'expected',
};
