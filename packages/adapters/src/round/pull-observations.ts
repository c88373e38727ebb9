import { type Account, decodeFact, type EpochNumber, type Host, PART } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { OpenFact } from '../operations/open-epoch.js';
import type { Bucket, EventLog, Verifier } from '../ports.js';
import type { Observer } from '../submissions/index.js';
import { appendLines } from './append-lines.js';
import { checkObservations } from './bundle-observations.js';
import { type BundleProblem, type BundleReader, readIndex, readPart } from './bundle-read.js';
import { type PermittedValidator, permittedValidators, readEpochFacts } from './bundle-validators.js';
import { bucketFailed, type RoundFailure, refusedByLog } from './failure.js';
import { readOpenedEpoch } from './opened-epoch.js';
import { isOwnLog } from './own-log.js';

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
  /** Lines that are new in the log, and lines that it held. */
  readonly taken: number;
  readonly known: number;
  /** Why nothing was taken. */
  readonly problem?: BundleProblem;
}

const readObservations = async (
  reader: BundleReader,
  hotkey: Account,
  held: readonly OpenFact[],
): Promise<E.Either<BundleProblem, readonly string[]>> => {
  const index = await readIndex(reader, hotkey, 'observations');
  if (E.isLeft(index)) return index;
  const bytes = await readPart(reader, index.right, PART.observations);
  return E.isLeft(bytes) ? bytes : checkObservations(reader, hotkey, held, bytes.right);
};

/** Lines whose fact is not held, each once; they are held from now on. A fact is its line without signature. */
const newLines = (lines: readonly string[], held: Set<string>, host: Host): readonly string[] =>
  lines.filter((line) => {
    const decoded = decodeFact(line, host.sha256);
    const identity = E.isRight(decoded) ? decoded.right.line : line;
    if (held.has(identity)) return false;
    held.add(identity);
    return true;
  });

/**
 * Pulls what every validator with a permit published of its observations, the greatest stake first, and appends the lines
 * as they were signed; a line that the log holds is not appended again, so it can be run until evidenceBlock. A bundle is
 * taken as a whole or not at all. Ends early when the bucket, the chain or the log cannot go on; run again, it goes on.
 */
export async function* pullObservations(
  log: EventLog,
  options: PullObservationsOptions,
): AsyncGenerator<E.Either<RoundFailure, PulledObservations>> {
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
  for (const validator of validators.right) {
    if (validator.hotkey === by) continue;
    const lines = await readObservations(reader, validator.hotkey, facts.right);
    if (E.isLeft(lines) && lines.left.kind === 'failed') return yield E.left(bucketFailed(lines.left.failure));
    const head = await headAt();
    if (E.isLeft(head)) return yield E.left(bucketFailed(head.left));
    const none = { ...validator, taken: 0, known: 0 };
    if (E.isLeft(lines)) {
      yield E.right({ ...none, problem: lines.left });
      continue;
    }
    if (head.right >= evidenceBlock) {
      const detail = `it arrived at block ${head.right}, and epoch ${epoch} takes facts before ${evidenceBlock}`;
      yield E.right({ ...none, problem: { kind: 'refused', reason: 'LATE', detail } });
      continue;
    }
    const fresh = newLines(lines.right, held, host);
    const taken = await appendLines(log, fresh, { host, verify, file: `bundle of ${validator.hotkey}` });
    if (E.isLeft(taken)) return yield E.left(refusedByLog(taken.left));
    yield E.right({ ...validator, taken: fresh.length, known: lines.right.length - fresh.length });
  }
}
