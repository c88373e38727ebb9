import { leaf, record, type ValueOf } from '../event/field.js';
import { fieldName, integer, zipcode } from '../event/values.js';

const STATE = /^[A-Z]{2}$/;

/** A state of the United States: two capital letters, such as PA. */
export const stateCode = leaf('state of 2 capital letters', (u): u is string => typeof u === 'string' && STATE.test(u));

/** The most listings that a zipcode can have: what EpochOpened takes. */
export const LISTINGS_MAX = 100_000;

/** A zipcode that may be assigned: one row of the table. */
export const candidate = record('zipcode of the table', {
  expected: integer(0, LISTINGS_MAX),
  state: stateCode,
  tier: fieldName,
  zipcode,
});
/** A zipcode that may be assigned, with the number of listings that is right for it now. */
export type Candidate = ValueOf<typeof candidate>;
