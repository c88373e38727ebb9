import * as E from 'fp-ts/lib/Either.js';
import type { DataError } from '../errors.js';
import { encodeCanonical } from '../event/canonical.js';
import { ascendingBy, type Field, leaf, listOf, record } from '../event/field.js';
import { readJson, refuseWith } from '../event/read-json.js';
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
import type { PlanRow, WeightPlan } from './plan.js';
import { sealPlan } from './plan-hash.js';
import type { Attempt, Sending } from './plan-sent.js';

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

const SALT_MAX = 64;
const ATTEMPTS_MAX = 1024;

const attempt: Field<Attempt> = record('attempt', { block, extrinsic: hash32, step: oneOf('set', 'commit', 'reveal') });

const sending: Field<Sending> = record('plan on its way', {
  attempts: listOf(attempt, ATTEMPTS_MAX),
  plan,
  salt: listOf(u16, SALT_MAX),
});

/** A plan as one line of canonical JSON, without LF. */
export const encodePlan = (value: WeightPlan): string => encodeCanonical({ ...value });

/** A plan on its way as one line of canonical JSON, without LF. */
export const encodeSending = (value: Sending): string => encodeCanonical({ ...value });

const read =
  <A>(field: Field<A>, planOf: (value: A) => WeightPlan, at: string, help: string) =>
  (sha256: Sha256, textOfFile: string): E.Either<DataError, A> => {
    const refuse = refuseWith('BAD_PLAN', help);
    const decoded = readJson(field, textOfFile, refuse);
    if (E.isLeft(decoded)) return decoded;
    const { plan: claimed, ...body } = planOf(decoded.right);
    const sealed = sealPlan(sha256, body);
    return sealed.plan === claimed ? decoded : refuse(`the hash of what it says, ${sealed.plan}`, claimed, at);
  };

/** Reads a plan; refuses one that was changed after it was made. Spaces and the order of keys do not matter. */
export const decodePlan = read(
  plan,
  (value) => value,
  '/plan',
  'make it anew: subnet-cli weights plan --epoch N -o plan.json',
);

/** Reads a plan on its way. */
export const decodeSending = read(
  sending,
  (value) => value.plan,
  '/plan/plan',
  'restore the file from a backup: without its salt the commit cannot be revealed',
);
