import type { PlanRow } from './plan.js';

/** What rounding to u16 did to shares that are not zero. */
export interface PlanRounding {
  /** Raised to 1, because a share that is not zero keeps at least that: less than half of 1/65535 of the greatest. */
  readonly floored: readonly PlanRow[];
  /** Became 0. */
  readonly lost: readonly PlanRow[];
}

/** Finds the shares that rounding changed most. */
export const planRounding = (rows: readonly PlanRow[]): PlanRounding => {
  const max = rows.reduce((greatest, { share }) => (BigInt(share) > greatest ? BigInt(share) : greatest), 0n);
  const paid = rows.filter(({ share }) => share !== '0');
  return {
    floored: paid.filter(({ share, value }) => value === 1 && 2n * BigInt(share) * 65_535n < max),
    lost: paid.filter(({ value }) => value === 0),
  };
};
