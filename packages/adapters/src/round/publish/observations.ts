import {
  type Account,
  type Block,
  type EvidenceListed,
  encodeEvent,
  type Fact,
  type Hash32,
  PART,
  PART_BYTES_MAX,
  toHex,
} from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { type Failure, usage } from '../../operations/failure.js';
import type { EventLog } from '../../ports.js';
import { evidenceMessage } from '../../signatures/index.js';
import { appendLines } from '../append-lines.js';
import { encodeObservations, LISTS_MAX, type OwnFacts, ownFacts, validLists } from '../bundle/observations.js';
import { type BundleReader, readIndex } from '../bundle/read.js';
import { refusedByLog } from '../failure.js';
import { readEpochFacts } from '../permitted-validators.js';
import { type PublishFailure, publishedBefore } from './failure.js';
import {
  type PlannedBundle,
  type PlannedPart,
  type PublishMode,
  type PublishStep,
  problemFailure,
  uploadBundle,
} from './upload.js';

const NO_SIGNATURE = '0'.repeat(128); // of the right length, so that a dry run says how many bytes there will be

/** A list of all that was observed, at the block of the last of it. */
const listOf = (
  { host, header, epoch }: BundleReader,
  by: Account,
  { facts, count, root }: OwnFacts,
  mode: PublishMode,
): EvidenceListed => {
  const { genesis, netuid } = header;
  const block = facts.reduce((last, { event }) => Math.max(last, event.block), 0) as Block;
  const message = evidenceMessage(host.sha256, genesis, netuid, epoch, count, root);
  const sig = mode.kind === 'dryRun' ? NO_SIGNATURE : toHex(mode.signer.sign(message));
  return { type: 'EvidenceListed', v: 1, netuid, epoch, block, by, data: { count, root }, sig };
};

const bundleOf = (
  { host }: BundleReader,
  hotkey: Account,
  facts: readonly { readonly event: Fact }[],
): PlannedBundle => {
  const content = encodeObservations(facts);
  const part: PlannedPart = {
    bytes: content.length,
    name: PART.observations,
    sha256: toHex(host.sha256(content)) as Hash32,
    content: async () => E.right(content),
  };
  return { hotkey, stage: 'observations', parts: [part] };
};

/** Why nobody would take these lines in; undefined when they are fit. */
const unfit = (own: OwnFacts, { parts }: PlannedBundle): Failure | undefined => {
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
  const lists = own.facts.filter(({ event }) => event.type === 'EvidenceListed').length;
  if (bytes <= PART_BYTES_MAX && lists < LISTS_MAX) return undefined;
  const message = `${bytes} bytes of observations with ${lists} lists: others take at most ${PART_BYTES_MAX} and ${LISTS_MAX}`;
  return usage(message, 'hand them over with `subnet-cli log export`');
};

/**
 * Publishes what a validator observed in an epoch, closed by its signed EvidenceListed. Where the log has no list of all
 * of it, one is signed and appended first; after that the observer's part of the epoch is closed.
 */
export async function* publishObservations(
  log: EventLog,
  reader: BundleReader,
  by: Account,
  mode: PublishMode,
): AsyncGenerator<E.Either<PublishFailure, PublishStep>> {
  const { epoch, header, host, verify } = reader;
  const facts = await readEpochFacts(log, epoch, host);
  if (E.isLeft(facts)) return yield facts;
  const own = ownFacts(host, by, facts.right);
  if (own.facts.every(({ event }) => event.type === 'EvidenceListed')) {
    return yield E.left(
      usage(`the log has no observation of epoch ${epoch} by ${by}`, 'run `subnet-cli ingest` and `check` first'),
    );
  }
  let list: EvidenceListed | undefined;
  if ((await validLists(header, host, verify, own)).length === 0) {
    const before = await readIndex(reader, by, 'observations');
    if (E.isRight(before)) {
      const message = `observations of epoch ${epoch} are published, and the log has others since: those are covered by no list`;
      return yield E.left(publishedBefore(message));
    }
    if (before.left.kind !== 'absent') return yield E.left(problemFailure(before.left));
    if ((await log.seals()).some((seal) => seal.epoch === epoch)) {
      const message = `epoch ${epoch} was sealed without a list of the observations of ${by}`;
      return yield E.left(usage(message, 'publish before it is sealed'));
    }
    list = listOf(reader, by, own, mode);
  }
  // A list has the last block of what it lists, and comes last in the order of a block.
  const bundle = bundleOf(reader, by, list === undefined ? own.facts : [...own.facts, { event: list }]);
  const failure = unfit(own, bundle);
  if (failure !== undefined) return yield E.left(failure);
  if (list !== undefined && mode.kind === 'send') {
    const taken = await appendLines(log, [encodeEvent(list)], { host, verify, file: 'evidence' });
    if (E.isLeft(taken)) return yield E.left(refusedByLog(taken.left));
  }
  yield* uploadBundle(reader, bundle, mode);
}
