import type { SpotCheckFailed, SpotCheckInconclusive, SpotCheckPassed } from '../../event/index.js';
import type { Params } from './params.js';

export type SpotCheck = SpotCheckPassed | SpotCheckFailed | SpotCheckInconclusive;

/** What a row turned out to be. Identity: it does not exist, or is another one. Data: other values. */
export type RowVerdict = 'passed' | 'identity' | 'data' | 'inconclusive';

/** What one observation says about a row (rule 6). */
export const rowVerdict = (params: Params, check: SpotCheck): RowVerdict => {
  if (check.type === 'SpotCheckPassed') return 'passed';
  if (check.type === 'SpotCheckInconclusive') return 'inconclusive';
  const { verdict, fields } = check.data;
  const { identity } = params.checkFields;
  return verdict === 'absent' || fields.some((field) => identity.includes(field)) ? 'identity' : 'data';
};
