import { type Field, leaf, listOf, record, type ValueOf } from '../../event/field.js';
import { bool, count, decimal, integer, oneOf, ppm, text } from '../../event/values.js';
import { oneObserver } from '../../observers/index.js';

const MILLION = 1_000_000;
/** A factor of up to ten, in ppm. */
const factor = integer(0, 10 * MILLION);
const ROWS_MAX = 64;

const tierRow = record('row of the tier table', {
  boostppm: factor,
  factorppm: factor,
  limitBytes: decimal,
  minSuccesses: count,
  minWilsonppm: ppm,
  name: text(1, 64),
});
/** One tier: what it takes, what it pays, and how much its miners may store. */
export type Tier = ValueOf<typeof tierRow>;

const penalty = record('penalty of a failed task', { ppm: integer(-MILLION, 0), timesFactor: bool });

const POSITIVE = /^[1-9][0-9]{0,38}$/;
const positiveDecimal: Field<string> = leaf(
  'positive decimal integer as text',
  (u): u is string => typeof u === 'string' && POSITIVE.test(u),
);

/** Parameters of storage-tiers@1, declared once; see README.md in this folder for what each does. */
export const params = record('parameters of storage-tiers@1', {
  boost: record('boost of the fastest', { requiresSuccess: bool, slots: integer(0, 65_536) }),
  emaAlphappm: ppm,
  emptyWindow: oneOf('keep', 'half'),
  monitor: record('monitor', {
    consecutive: bool,
    missesAllowed: integer(0, MILLION),
    penaltyppm: integer(-MILLION, 0),
  }),
  observer: oneObserver,
  penalties: record('penalties by task', { challenge: penalty, retrieve: penalty, store: penalty }),
  rolloverBlocks: integer(1, 100 * MILLION),
  speed: record('scaling by speed', {
    of: oneOf('rewarded', 'all'),
    shiftppm: factor,
    spanppm: integer(1, 10 * MILLION),
    steepness: integer(0, 1_000),
    zipSizes: bool,
  }),
  tiers: listOf(tierRow, ROWS_MAX, {
    says: 'at least one tier, best first, every name once',
    holds: (rows) => rows.length > 0 && new Set(rows.map(({ name }) => name)).size === rows.length,
  }),
  wilson: record('Wilson score', { kind: oneOf('centre', 'lower'), zDen: positiveDecimal, zNum: positiveDecimal }),
});
export type Params = ValueOf<typeof params>;

/**
 * True for a rule set that repeats the original's handling of time: speed is scaled over all results, a late answer counts,
 * and a missing time is filled in (rules 1 and 3).
 */
export const keepsOriginalTimes = ({ speed }: Params): boolean => speed.of === 'all';

/** Row of the worst tier, where everybody starts. */
export const lastRow = ({ tiers }: Params): number => tiers.length - 1;

/** The tier of a row; rows come from the table, so a missing one is a mistake of the program. */
export const tierAt = ({ tiers }: Params, row: number): Tier => {
  const tier = tiers[row];
  if (tier === undefined) throw new RangeError(`tierAt: expected a row below ${tiers.length}, got ${row}`);
  return tier;
};
