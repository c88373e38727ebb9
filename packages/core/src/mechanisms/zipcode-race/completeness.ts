import type { SubmissionMeasured } from '../../event/index.js';
import { mulDivInt } from '../../numbers/int.js';
import type { Params } from './params.js';

type Counts = Pick<SubmissionMeasured['data'], 'duplicateIdRows' | 'filled' | 'rows' | 'wrongZipRows'>;
const MILLION = 1_000_000;

/** What the quick checks find. */
export type FileFault = 'COUNT_OUT_OF_RANGE' | 'FIELDS_MISSING' | 'WRONG_ZIPCODE' | 'DUPLICATE_ROWS';

/** Share of required cells that are filled, floor in ppm; a field that is not counted has none. */
export const completePpm = (params: Params, measure: Counts): number => {
  let filled = 0;
  for (const field of params.requiredFields) {
    // What an object inherits is no number, so a name like "constructor" counts nothing.
    const cells: unknown = measure.filled[field];
    if (typeof cells === 'number') filled = Math.min(Number.MAX_SAFE_INTEGER, filled + cells);
  }
  return mulDivInt(MILLION, filled, measure.rows * params.requiredFields.length);
};

/** The quick checks of one file, in order; the first that fails is its reason (rules 2 and 3). No call to a scraper. */
export const fileFault = (params: Params, measure: Counts, expected: number): FileFault | undefined => {
  const { rows } = measure;
  const tolerated = Math.abs(rows - expected) * MILLION <= expected * params.countToleranceppm;
  if (rows < 1 || !tolerated) return 'COUNT_OUT_OF_RANGE';
  if (completePpm(params, measure) < params.minCompleteppm) return 'FIELDS_MISSING';
  if (measure.wrongZipRows > params.maxWrongZipRows) return 'WRONG_ZIPCODE';
  return measure.duplicateIdRows > params.maxDuplicateIdRows ? 'DUPLICATE_ROWS' : undefined;
};
