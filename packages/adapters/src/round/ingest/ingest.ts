import { type Block, type Fact, type MetagraphSnapshotTaken, PART_BYTES_MAX } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { usage } from '../../operations/failure.js';
import type { EventLog } from '../../ports.js';
import { type FolderLimits, knownFrom, type Observer } from '../../submissions/index.js';
import { newMemory } from '../../submissions/known.js';
import { bucketFailed, type RoundFailure } from '../failure.js';
import { readOpenedEpoch } from '../opened-epoch.js';
import { closedByList } from '../own-list.js';
import { type FolderFinds, ingestFolder } from './folder.js';
import { type MinerTally, newTally } from './tally.js';

/** Who looks at which bucket, and with which extractor (name@version). */
export interface IngestOptions
  extends Pick<Observer, 'bucket' | 'epoch' | 'by' | 'host' | 'verify' | 'headAt' | 'measure' | 'limits'> {
  readonly extractor: string;
  /** No folder is given all of its time from this block on; without it, from evidenceBlock on. */
  readonly until?: Block;
}

/**
 * How the folders are walked, one walk of all behind the other. What is seen has to be seen in time and measures may come later, so
 * everything is seen first; and who has filled its folder to take up the time of the others has its turn behind them.
 */
const WALKS = [
  { isMeasured: false, share: 60 },
  { isMeasured: true, share: 60 },
  { isMeasured: true, share: 1 },
] as const;

/** Of what a validator may publish of its observations; the rest is for looks at rows. */
const ROOM_BYTES = (PART_BYTES_MAX / 4) * 3;

/** Each folder has its part of the room, so that all of a subnet together cannot keep an observer from publishing. */
const boundedBy = (miners: number, limits: FolderLimits): FolderLimits => ({
  ...limits,
  lineBytes: Math.min(limits.lineBytes, Math.floor(ROOM_BYTES / Math.max(1, miners))),
});

/** What came of one miner's folder. The tally is of the whole epoch, what former walks found included. */
export type IngestedMiner = FolderFinds & MinerTally;

const minersAt = (facts: readonly Fact[], startBlock: Block): MetagraphSnapshotTaken['data']['neurons'] | undefined => {
  const snapshot = facts.find(
    (fact): fact is MetagraphSnapshotTaken => fact.type === 'MetagraphSnapshotTaken' && fact.block === startBlock,
  );
  return snapshot?.data.neurons;
};

/**
 * Walks the folders of all who are registered at startBlock, and adds what is new to the log; broken off, it goes on where it was.
 * Tells of each when it is done with it: ascending by uid, those without anything first and those that take long last. Ends where
 * the bucket does not list, and does not begin once the observer has signed its list.
 */
export async function* ingestEpoch(
  log: EventLog,
  options: IngestOptions,
): AsyncGenerator<E.Either<RoundFailure, IngestedMiner>> {
  const { by, epoch, extractor, host, headAt } = options;
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
  const until = options.until ?? opened.evidenceBlock;
  const bounded = boundedBy(neurons.length, options.limits);
  let folders: readonly FolderFinds[] = neurons.map(({ uid, hotkey }) => {
    return { uid, hotkey, facts: 0, refused: [], failed: [] };
  });
  for (const [at, { isMeasured, share }] of WALKS.entries()) {
    const again: FolderFinds[] = [];
    const isLast = at === WALKS.length - 1;
    const measure = isMeasured ? options.measure : undefined;
    const limits = { ...bounded, folderMs: Math.ceil(bounded.folderMs / share) };
    for (const folder of folders) {
      const now = isLast ? await headAt() : head;
      if (E.isLeft(now)) return yield E.left(bucketFailed(now.left));
      if (isLast && now.right >= until) {
        yield E.right({ ...folder, ...tally.of(folder.hotkey) });
        continue;
      }
      const walked = await ingestFolder(log, { ...observer, measure, limits }, folder, (event) => {
        tally.add(event);
        known.note(event);
      });
      if (E.isLeft(walked)) return yield walked;
      const { isEmpty, isCut, ...miner } = walked.right;
      const isDone = isEmpty || isLast || (isMeasured && !isCut);
      if (isDone) yield E.right({ ...miner, ...tally.of(folder.hotkey) });
      else again.push(miner);
    }
    folders = again;
  }
}
