import { ascendingBy, listOf, record, type ValueOf } from '../event/field.js';
import { epochNumber, fieldName, integer, oneOf, ppm } from '../event/values.js';
import { LISTINGS_MAX, stateCode } from './candidate.js';
import { goalAround } from './goal.js';

const ZIPCODES_MAX = 10_000;
const EPOCHS_MAX = 1_000_000;
const LISTINGS_SUM_MAX = 1_000_000_000;
const WEIGHT_MAX = 1_000;

const sum = integer(1, LISTINGS_SUM_MAX);

const target = record(
  'target',
  {
    everyEpochs: integer(1, EPOCHS_MAX),
    fromEpoch: epochNumber,
    listings: sum,
    maxListings: sum,
    stepListings: integer(0, 1_000_000),
    toleranceppm: ppm,
  },
  [{ says: 'listings <= maxListings', holds: (t) => t.listings <= t.maxListings }],
);

const tier = record('tier', { name: fieldName, weight: integer(0, WEIGHT_MAX) });

/** Codec of the parameters of an assignment. Its rules make sure that a drawing ends within the tolerance, or cannot begin. */
export const assignmentParams = record(
  'parameters of an assignment',
  {
    cooldownEpochs: integer(0, EPOCHS_MAX),
    maxExpected: integer(1, LISTINGS_MAX),
    minExpected: integer(1, LISTINGS_MAX),
    states: listOf(
      stateCode,
      64,
      ascendingBy('state', (state) => state),
    ),
    target,
    tiers: listOf(
      tier,
      64,
      ascendingBy('name', ({ name }) => name),
    ),
    weightBy: oneOf('expected', 'equal'),
  },
  [
    { says: 'minExpected <= maxExpected', holds: (p) => p.minExpected <= p.maxExpected },
    {
      // Otherwise a drawing could end below the goal, with only zipcodes left that pass it.
      says: 'maxExpected <= twice the tolerance of target.listings, in listings',
      holds: ({ maxExpected, target: { listings, toleranceppm } }) => {
        const { low, high } = goalAround(listings, toleranceppm);
        return maxExpected <= high - low;
      },
    },
    {
      says: `at most ${ZIPCODES_MAX} zipcodes of minExpected below the greatest sum`,
      holds: ({ minExpected, target: { maxListings, toleranceppm } }) =>
        goalAround(maxListings, toleranceppm).high <= minExpected * ZIPCODES_MAX,
    },
  ],
);
/** Parameters of an assignment: counts of listings, of epochs, and ppm. */
export type AssignmentParams = ValueOf<typeof assignmentParams>;
