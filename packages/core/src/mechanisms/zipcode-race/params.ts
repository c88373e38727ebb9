import { ascendingBy, either, listOf, record, type ValueOf } from '../../event/field.js';
import { count, fieldName, integer, ppm, text, versioned } from '../../event/values.js';
import { observersRule } from '../../observers/index.js';

const SMALL = 1_000;
const small = integer(1, SMALL);
const names = (max: number) =>
  listOf(
    fieldName,
    max,
    ascendingBy('name', (name) => name),
  );

const tierRow = record('row of the tier table', {
  factorppm: ppm,
  minPassed: count,
  minWilsonppm: ppm,
  name: text(1, 64),
  rows: small,
});
/** One tier: what it takes, what it pays, and how many rows are checked. */
export type TierRow = ValueOf<typeof tierRow>;

const tiers = record('tiers', {
  rolloverEpochs: small,
  table: listOf(tierRow, 64, { says: 'at least one tier, best first', holds: (rows) => rows.length > 0 }),
  zDen: integer(1, 1_000_000_000),
  zNum: integer(1, 1_000_000_000),
});
export type Tiers = ValueOf<typeof tiers>;

const common = {
  checkFields: record('fields by what a mismatch means', { data: names(64), identity: names(64) }),
  countToleranceppm: ppm,
  evaluateTop: small,
  extractor: versioned,
  graceBlocks: integer(0, 1_000_000),
  maxDuplicateIdRows: count,
  maxEvaluate: small,
  maxWrongZipRows: count,
  minCompleteppm: ppm,
  observers: observersRule,
  participation: record('participation', {
    lottery: integer(0, SMALL),
    lotteryRows: small,
    maxppm: ppm,
    minZipcodes: small,
    ppm,
  }),
  quality: record('weights of speed and quality', { qualityppm: ppm, speedppm: ppm }),
  requiredFields: listOf(fieldName, 64, {
    says: 'at least one name, strictly ascending',
    holds: (fields) => fields.length > 0 && ascendingBy('name', (name: string) => name).holds(fields),
  }),
  shareppm: listOf(ppm, SMALL, {
    says: 'at least one share, together at most 1000000',
    holds: (shares) => shares.length > 0 && shares.reduce((total, share) => total + share, 0) <= 1_000_000,
  }),
  spotCheck: record('spot checks', {
    confirmBlocks: integer(1, 1_000_000),
    confirmations: small,
    minConclusiveppm: ppm,
    passppm: ppm,
    rows: small,
    syntheticRows: small,
  }),
  strikeEpochs: integer(0, 1_000_000),
};

const withTiers = record('parameters of zipcode-race@1', { ...common, tiers });
const withoutTiers = record('parameters of zipcode-race@1', common);

/** Parameters of zipcode-race@1. Every fraction is in ppm. Without `tiers` the factor is one and spotCheck.rows are drawn. */
export type Params = ValueOf<typeof withoutTiers> & { readonly tiers?: Tiers };

/** Codec of the parameters; they come from the log, never from a local file. */
export const params = either<Params, Params>(
  'parameters of zipcode-race@1',
  (u) => typeof u === 'object' && u !== null && 'tiers' in u,
  withTiers,
  withoutTiers,
);
