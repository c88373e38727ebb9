import type { SubmissionMeasured } from '../../event/index.js';
import type { FileRating } from '../../mechanism/mechanism.js';
import { completePpm, fileFault } from './completeness.js';
import type { Params } from './params.js';

/** What the quick checks say of a file before anybody looks up a row of it (rules 2 and 3). */
export const rateFile = (params: Params, measured: SubmissionMeasured['data'], expected: number): FileRating => ({
  completeppm: measured.rows === 0 ? 0 : completePpm(params, measured),
  fault: fileFault(params, measured, expected),
});
