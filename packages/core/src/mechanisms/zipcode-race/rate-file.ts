import * as E from 'fp-ts/lib/Either.js';
import { completePpm, type FileFault, fileFault } from './completeness.js';
import { params } from './params.js';

/** What the quick checks say of a file before anybody looks up a row of it. */
export interface FileRating {
  /** Share of required cells that are filled, floor in ppm. */
  readonly completeppm: number;
  /** The first check that it fails (rules 2 and 3); undefined when it takes part in the race. */
  readonly fault: FileFault | undefined;
}

/** Rates a measured file by the parameters of a zipcode race; undefined when they are of another mechanism. */
export const rateFile = (
  rules: unknown,
  measure: Parameters<typeof fileFault>[1],
  expected: number,
): FileRating | undefined => {
  const decoded = params.codec.decode(rules);
  if (E.isLeft(decoded)) return undefined;
  const completeppm = measure.rows === 0 ? 0 : completePpm(decoded.right, measure);
  return { completeppm, fault: fileFault(decoded.right, measure, expected) };
};
