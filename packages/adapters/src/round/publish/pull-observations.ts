import {
  type Account,
  type Block,
  type EpochNumber,
  encodeEvent,
  type Host,
  PART,
  type SignedIndex,
  toHex,
} from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { OpenFact } from '../../operations/open-epoch.js';
import type { Bucket, EventLog, Verifier } from '../../ports.js';
import type { Observer } from '../../submissions/index.js';
import { appendLines } from '../append-lines.js';
import {
  checkObservations,
  encodeObservations,
  type OwnFacts,
  ownFacts,
  uncoveredFacts,
  validLists,
} from '../bundle/observations.js';
import {
  type BundleProblem,
  type BundleReader,
  type FromBundle,
  readIndex,
  readPart,
  refuseBundle,
} from '../bundle/read.js';
import { bucketFailed, type RoundFailure, refusedByLog } from '../failure.js';
import { readOpenedEpoch } from '../opened-epoch.js';
import { isOwnLog } from '../own-log.js';
import { type PermittedValidator, permittedValidators, readEpochFacts } from '../permitted-validators.js';

/** Whose observations are pulled from which bucket, and into which epoch. */
export interface PullObservationsOptions {
  readonly bucket: Bucket;
  readonly epoch: EpochNumber;
  readonly host: Host;
  readonly verify: Verifier;
  /** The finalized head now: what arrives at evidenceBlock or later is not taken. */
  readonly headAt: Observer['headAt'];
  /** One's own hotkey: its observations are in the log. */
  readonly by?: Account;
}

/** What came of one validator's bundle. */
export interface PulledObservations extends PermittedValidator {
  /** Facts that are new in the log, and facts that it held. */
  readonly taken: number;
  readonly known: number;
  /** Facts of it in the log that its list does not cover: it has said two things, and has no vote. */
  readonly uncovered: number;
  /** Why nothing was taken. */
  readonly problem?: BundleProblem;
}

type Step = E.Either<RoundFailure, PulledObservations>;

/** A bundle that is there, and the size of its observations. */
interface Announced {
  readonly validator: PermittedValidator;
  readonly index: SignedIndex;
  readonly bytes: number;
}

const withoutBundle = (validator: PermittedValidator, problem: BundleProblem): Step =>
  E.right({ ...validator, taken: 0, known: 0, uncovered: 0, problem });

const late = (head: Block, evidenceBlock: Block): E.Either<BundleProblem, never> =>
  refuseBundle('LATE', `it arrived at block ${head}, and the epoch takes facts before ${evidenceBlock}`);

const sizeOf = ({ index }: SignedIndex): number =>
  index.parts.find(({ name }) => name === PART.observations)?.bytes ?? 0;

const readObservations = async (
  reader: BundleReader,
  { validator: { hotkey }, index }: Announced,
  held: readonly OpenFact[],
): Promise<FromBundle<OwnFacts>> => {
  const bytes = await readPart(reader, index, PART.observations);
  return E.isLeft(bytes) ? bytes : checkObservations(reader, hotkey, held, bytes.right);
};

/** How many facts the log holds of a validator, where they are what it published, to the bit: then there is nothing to read. */
const heldAll = async (
  { header, host, verify }: BundleReader,
  { validator: { hotkey }, index: { index } }: Announced,
  held: readonly OpenFact[],
): Promise<number | undefined> => {
  const own = ownFacts(host, hotkey, held);
  const sha256 = toHex(host.sha256(encodeObservations(own.facts)));
  const isSame = index.parts.some((part) => part.name === PART.observations && part.sha256 === sha256);
  return isSame && (await validLists(header, host, verify, own)).length > 0 ? own.facts.length : undefined;
};

/**
 * Pulls what every validator with a permit published of its observations and appends the lines as they were signed; a fact
 * that the log holds is not appended again, so it can be run until evidenceBlock. A bundle is taken as a whole or not at
 * all. Indexes are read first, the greatest stake first, and then the smallest bundle first: who publishes much delays only
 * those who publish more. Ends early when the bucket, the chain or the log cannot go on; run again, it goes on.
 * Nobody else's observations are let into a log of one's own.
 */
export async function* pullObservations(log: EventLog, options: PullObservationsOptions): AsyncGenerator<Step> {
  const { epoch, host, verify, headAt, by } = options;
  const open = await readOpenedEpoch(log, epoch, host);
  if (E.isLeft(open)) return yield open;
  const ownLog = await isOwnLog(log, epoch, host);
  if (E.isLeft(ownLog)) return yield ownLog;
  if (ownLog.right) return; // nobody else is let into it
  const { evidenceBlock } = open.right.opened;
  const validators = permittedValidators(epoch, open.right.facts);
  if (E.isLeft(validators)) return yield validators;
  const facts = await readEpochFacts(log, epoch, host);
  if (E.isLeft(facts)) return yield facts;
  const held = new Set(facts.right.map(({ line }) => line));
  const reader: BundleReader = { ...options, header: log.header };
  const announced: Announced[] = [];
  for (const validator of validators.right) {
    if (validator.hotkey === by) continue;
    const index = await readIndex(reader, validator.hotkey, 'observations');
    if (E.isRight(index)) announced.push({ validator, index: index.right, bytes: sizeOf(index.right) });
    else if (index.left.kind === 'failed') return yield E.left(bucketFailed(index.left.failure));
    else yield withoutBundle(validator, index.left);
  }
  let lateAt: Block | undefined;
  for (const item of announced.sort((a, b) => a.bytes - b.bytes)) {
    const { validator } = item;
    const known = await heldAll(reader, item, facts.right);
    if (known !== undefined) {
      yield E.right({ ...validator, taken: 0, known, uncovered: 0 });
      continue;
    }
    // Behind evidenceBlock nothing more is read: who publishes much would only delay the seal.
    const bundle =
      lateAt === undefined ? await readObservations(reader, item, facts.right) : late(lateAt, evidenceBlock);
    if (E.isLeft(bundle) && bundle.left.kind === 'failed') return yield E.left(bucketFailed(bundle.left.failure));
    const head = await headAt();
    if (E.isLeft(head)) return yield E.left(bucketFailed(head.left));
    const taking = E.isRight(bundle) && head.right >= evidenceBlock ? late(head.right, evidenceBlock) : bundle;
    if (head.right >= evidenceBlock) lateAt ??= head.right;
    if (E.isLeft(taking)) {
      yield withoutBundle(validator, taking.left);
      continue;
    }
    const own = taking.right.facts;
    const fresh = own.filter(({ line }) => !held.has(line));
    const lines = fresh.map(({ event }) => encodeEvent(event));
    const taken = await appendLines(log, lines, { host, verify, file: `bundle of ${validator.hotkey}` });
    if (E.isLeft(taken)) return yield E.left(refusedByLog(taken.left));
    const uncovered = await uncoveredFacts(reader, validator.hotkey, facts.right, taking.right);
    yield E.right({ ...validator, taken: fresh.length, known: own.length - fresh.length, uncovered });
  }
}
