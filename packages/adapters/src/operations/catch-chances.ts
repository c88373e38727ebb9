import { catchProbability, type PlannedCheck, type Rational } from '@subnet-scoring/core';

/** The chance that a check of `sampled` of `rows` rows or items meets one of `invented` that do not exist; exact. */
export interface CatchChance {
  readonly inventedppm: number;
  readonly rows: number;
  readonly sampled: number;
  /** Whole rows: the share of them, rounded down. */
  readonly invented: number;
  readonly chance: Rational;
}

const countOf = (check: PlannedCheck): number => ('rowCount' in check ? check.rowCount : check.itemCount);

const MILLION = 1_000_000n;

/** Chances for each distinct size of check in a plan and each share of invented rows, in ascending order. A confirmation draws nothing. */
export const catchChances = (checks: readonly PlannedCheck[], inventedppm: readonly number[]): CatchChance[] => {
  const draws = checks.filter(({ purpose }) => purpose !== 'confirmation');
  const sizes = new Map(
    draws.map((check) => {
      const size = [countOf(check), check.sampled.length] as const;
      return [size.join('/'), size];
    }),
  );
  const ascending = [...sizes.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return ascending.flatMap(([rows, sampled]) =>
    inventedppm.map((ppm) => {
      const invented = Number((BigInt(rows) * BigInt(ppm)) / MILLION);
      return { inventedppm: ppm, rows, sampled, invented, chance: catchProbability(rows, invented, sampled) };
    }),
  );
};
