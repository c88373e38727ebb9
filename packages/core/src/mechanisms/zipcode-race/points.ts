import { divInt, mulDivInt } from '../../numbers/int.js';
import { rankBy } from '../../primitives/rank.js';
import { completePpm } from './completeness.js';
import type { Params } from './params.js';
import type { Entry } from './submissions.js';

const MILLION = 1_000_000;

/** What a verified submission is ranked by; all in ppm. */
export interface Points {
  readonly entry: Entry;
  /** Place among the verified in order of arrival, 0 is first. */
  readonly position: number;
  readonly complete: number;
  readonly quality: number;
  readonly accuracy: number;
  readonly points: number;
}

const qualityPpm = (complete: number, min: number): number =>
  min === MILLION ? MILLION : mulDivInt(MILLION, complete - min, MILLION - min);

const accuracyPpm = (rows: number, expected: number, tolerance: number): number => {
  if (tolerance === 0) return MILLION;
  const offPpm = divInt(MILLION * Math.abs(rows - expected), expected);
  return Math.max(0, MILLION - divInt(MILLION * offPpm, tolerance));
};

/** Speed and quality of one verified submission (rule 7). Every division is floor. */
export const pointsOf = (params: Params, entry: Entry, position: number, expected: number): Points => {
  const { evaluateTop } = params;
  const complete = completePpm(params, entry.measure);
  const quality = qualityPpm(complete, params.minCompleteppm);
  const accuracy = accuracyPpm(entry.measure.rows, expected, params.countToleranceppm);
  const q = Math.min(quality, accuracy);
  const speed = params.quality.speedppm * (evaluateTop - position) * MILLION;
  const points = divInt(speed + params.quality.qualityppm * q * evaluateTop, MILLION * evaluateTop);
  return { entry, position, complete, quality, accuracy, points };
};

/** The verified by points, best first; ties are broken by order of arrival. So equal data leaves that order. */
export const rankVerified = (params: Params, verified: readonly Entry[], expected: number): Points[] =>
  rankBy(
    verified.map((entry, position) => pointsOf(params, entry, position, expected)),
    (a, b) => b.points - a.points,
    (a, b) => a.position - b.position,
  );
