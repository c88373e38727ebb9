import type { Account, Block, Fact, MetagraphSnapshotTaken, Uid } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { usage } from '../operations/failure.js';
import type { BucketFailure, EventLog } from '../ports.js';
import { folderOf, knownFrom, type Observation, type Observer, observeFolder } from '../submissions/index.js';
import { newMemory } from '../submissions/known.js';
import { appendLines } from './append-lines.js';
import { bucketFailed, type RoundFailure, refusedByLog } from './failure.js';
import { type MinerTally, newTally } from './ingest-tally.js';
import { readOpenedEpoch } from './opened-epoch.js';
import { closedByList } from './own-list.js';

/** Who looks at which bucket, and with which extractor (name@version). */
export interface IngestOptions
  extends Pick<Observer, 'bucket' | 'epoch' | 'by' | 'host' | 'verify' | 'headAt' | 'measure' | 'limits'> {
  readonly extractor: string;
}

type RefusedVersion = Extract<Observation, { kind: 'refused' }>;

/** What came of one miner's folder. The tally is of the whole epoch, what former walks found included. */
export interface IngestedMiner extends MinerTally {
  readonly uid: Uid;
  readonly hotkey: Account;
  /** Facts that are new in the log. */
  readonly facts: number;
  readonly refused: readonly RefusedVersion[];
  /** Versions that could not be looked at, by no fault of the miner: the next walk looks again. */
  readonly failed: readonly { readonly key: string; readonly failure: BucketFailure }[];
}

/** Of one folder, so that a miner with ten thousand of them fills nobody's memory or screen. */
const KEPT_MAX = 100;

const minersAt = (facts: readonly Fact[], startBlock: Block): MetagraphSnapshotTaken['data']['neurons'] | undefined => {
  const snapshot = facts.find(
    (fact): fact is MetagraphSnapshotTaken => fact.type === 'MetagraphSnapshotTaken' && fact.block === startBlock,
  );
  return snapshot?.data.neurons;
};

/**
 * Walks the folders of all who are registered at startBlock, ascending by uid, and adds what is new to the log: each fact is
 * durable before the next version is read, so a walk that was broken off goes on where it was. Ends at a folder that cannot be
 * listed.
 */
export async function* ingestEpoch(
  log: EventLog,
  options: IngestOptions,
): AsyncGenerator<E.Either<RoundFailure, IngestedMiner>> {
  const { by, epoch, extractor, host, verify, headAt } = options;
  const read = await readOpenedEpoch(log, epoch, host);
  if (E.isLeft(read)) return yield read;
  const { opened, facts } = read.right;
  const closed = closedByList(facts, by, epoch);
  if (closed !== undefined) return yield E.left(closed);
  const neurons = minersAt(facts, opened.startBlock);
  if (neurons === undefined) {
    const missing = [`MetagraphSnapshotTaken at startBlock ${opened.startBlock}`];
    return yield E.left({ kind: 'cannotJudge', epoch, missing });
  }
  const head = await headAt();
  if (E.isLeft(head)) return yield E.left(bucketFailed(head.left));
  if (head.right >= opened.evidenceBlock) {
    const message = `the chain is at block ${head.right}, and epoch ${epoch} takes facts before ${opened.evidenceBlock}`;
    return yield E.left(usage(message, 'it can be sealed: subnet-cli log seal'));
  }
  const { netuid, genesis } = log.header;
  // One content under several hotkeys is measured once.
  const known = newMemory(knownFrom(facts, by, extractor));
  const observer: Observer = { ...options, netuid, genesis, known };
  const tally = newTally(by, extractor);
  for (const fact of facts) tally.add(fact);
  for (const { uid, hotkey } of neurons) {
    const refused: RefusedVersion[] = [];
    const failed: IngestedMiner['failed'][number][] = [];
    let count = 0;
    for await (const observation of observeFolder(observer, hotkey)) {
      if (observation.kind === 'fact') {
        const { line, event } = observation.fact;
        const taken = await appendLines(log, [line], { host, verify, file: 'bucket' });
        if (E.isLeft(taken)) return yield E.left(refusedByLog(taken.left));
        tally.add(event);
        if (event.type === 'SubmissionMeasured') known.note(event);
        count += 1;
      }
      if (observation.kind === 'failed') {
        if (observation.key === folderOf(hotkey, epoch)) return yield E.left(bucketFailed(observation.failure));
        if (failed.length < KEPT_MAX) failed.push({ key: observation.key, failure: observation.failure });
      }
      if (observation.kind === 'refused' && refused.length < KEPT_MAX) refused.push(observation);
    }
    yield E.right({ uid, hotkey, facts: count, refused, failed, ...tally.of(hotkey) });
  }
}
