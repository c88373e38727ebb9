import * as E from 'fp-ts/lib/Either.js';
import { type DataError, shorten } from '../errors.js';
import { encodeCanonical } from '../event/canonical.js';
import { ascendingBy, type Field, leaf, listOf, record } from '../event/field.js';
import { reportFirst } from '../event/report.js';
import {
  account,
  block,
  count,
  decimal,
  epochNumber,
  hash32,
  integer,
  mecId,
  netUid,
  oneOf,
  u16,
  uid,
} from '../event/values.js';
import type { Sha256 } from '../hash/host.js';
import { sealPlan } from './plan-hash.js';
import type { PlanRow, WeightPlan } from './plan-weights.js';

const SLOTS = 65_536;

const row: Field<PlanRow> = record('row', { hotkey: account, registeredAt: block, share: decimal, uid, value: u16 });

const plan: Field<WeightPlan> = record('weight plan', {
  at: record('block', { block, hash: hash32, specVersion: count }),
  burnUid: uid,
  epoch: epochNumber,
  evidenceBlock: block,
  format: leaf('1', (u): u is 1 => u === 1),
  genesis: hash32,
  gone: listOf(account, SLOTS),
  hotkey: account,
  mecid: mecId,
  mode: oneOf('set', 'commit-reveal', 'timelocked'),
  netuid: netUid,
  plan: hash32,
  profile: oneOf('exact-v1', 'sdk-v1'),
  rows: listOf(
    row,
    SLOTS,
    ascendingBy('uid', (item: PlanRow) => item.uid),
  ),
  validUntil: block,
  versionKey: integer(0, Number.MAX_SAFE_INTEGER),
  weights: hash32,
});

/** A plan as one line of canonical JSON, without LF. */
export const encodePlan = (value: WeightPlan): string => encodeCanonical({ ...value });

const HELP = 'make it anew: subnet-cli weights plan --epoch N -o plan.json';

/** Reads a plan; refuses one that was changed after it was made. Spaces and the order of keys do not matter. */
export const decodePlan = (sha256: Sha256, textOfFile: string): E.Either<DataError, WeightPlan> => {
  const refuse = (expected: string, found: unknown, path?: string): E.Either<DataError, never> =>
    E.left({ code: 'BAD_PLAN', at: path === undefined ? {} : { path }, expected, found: shorten(found), help: HELP });
  let value: unknown;
  try {
    value = JSON.parse(textOfFile);
  } catch {
    return refuse('the JSON of a weight plan', textOfFile);
  }
  const decoded = plan.codec.decode(value);
  if (E.isLeft(decoded)) {
    const { expected, found, path } = reportFirst(decoded.left);
    return refuse(expected, found, path);
  }
  const { plan: claimed, ...body } = decoded.right;
  const sealed = sealPlan(sha256, body);
  return sealed.plan === claimed
    ? E.right(sealed)
    : refuse(`the hash of what it says, ${sealed.plan}`, claimed, '/plan');
};
