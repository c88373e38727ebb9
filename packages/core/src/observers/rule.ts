import { either, record, type ValueOf } from '../event/field.js';
import { integer, oneOf, ppm } from '../event/values.js';

const any = record("one validator's own log", { kind: oneOf('any') });
const stakeMajority = record('majority by stake', {
  kind: oneOf('stakeMajority'),
  quorumppm: ppm,
  requireppm: ppm,
  supportppm: integer(500_000, 1_000_000),
});

/** Whose observations count: `any` takes the log as it is, `stakeMajority` lets validators vote by stake. */
export const observersRule = either(
  'rule for observers',
  (u) => typeof u === 'object' && u !== null && (u as { kind?: unknown }).kind === 'any',
  any,
  stakeMajority,
);
export type ObserversRule = ValueOf<typeof observersRule>;
export type StakeMajorityRule = ValueOf<typeof stakeMajority>;
