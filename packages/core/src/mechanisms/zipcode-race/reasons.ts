/** Why a miner got its share: the first that holds. A closed list; the order is the rule (docs/mechanisms/zipcode-race.md). */
export const REASONS = [
  'NOT_REGISTERED',
  'BARRED',
  'SYNTHETIC',
  'SCORED',
  'SPOTCHECK_FAILED',
  'PARTICIPATED',
  'UNVERIFIED',
  'OUTSIDE_TOP',
  'SAME_OWNER',
  'DUPLICATE_ROWS',
  'WRONG_ZIPCODE',
  'FIELDS_MISSING',
  'COUNT_OUT_OF_RANGE',
  'HASH_MISMATCH',
  'LATE',
  'NOT_ASSIGNED',
  'NOT_COMMITTED',
  'NO_SUBMISSION',
] as const;

export type Reason = (typeof REASONS)[number];

const PRECEDENCE: ReadonlyMap<Reason, number> = new Map(REASONS.map((reason, at) => [reason, at]));

/** The reason that stands when several hold; NO_SUBMISSION when none does. */
export const firstReason = (reasons: Iterable<Reason>): Reason => {
  let best: Reason = 'NO_SUBMISSION';
  for (const reason of reasons) {
    if ((PRECEDENCE.get(reason) ?? 0) < (PRECEDENCE.get(best) ?? 0)) best = reason;
  }
  return best;
};
