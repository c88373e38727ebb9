import { listOf, record, type ValueOf } from '../../event/field.js';
import { integer, ppm } from '../../event/values.js';

/** Codec of the parameters of commit-race@1. Keys are names, fractions are in ppm, and everything has a bound. */
export const params = record('parameters of commit-race@1', {
  restEpochs: integer(0, 1_000),
  shareppm: listOf(ppm, 100, {
    says: 'shares that are together at most 1000000',
    holds: (shares) => shares.reduce((total, share) => total + share, 0) <= 1_000_000,
  }),
});
export type Params = ValueOf<typeof params>;
