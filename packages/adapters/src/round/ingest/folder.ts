import type { Account, Fact, Uid } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { BucketFailure, EventLog } from '../../ports.js';
import { folderOf, type Observation, type Observer, observeFolder } from '../../submissions/index.js';
import { appendLines } from '../append-lines.js';
import { bucketFailed, type RoundFailure, refusedByLog } from '../failure.js';

type RefusedVersion = Extract<Observation, { kind: 'refused' }>;

/** What came of one miner's folder in the walks of one ingest; what was refused or failed is that of the last one. */
export interface FolderFinds {
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

/** What a walk found, and whether there was anything and its time was over. */
export interface WalkedFolder extends FolderFinds {
  readonly isEmpty: boolean;
  readonly isCut: boolean;
}

/** Walks one folder once more, and adds what is new to the log; each fact is durable before the next version is read. */
export const ingestFolder = async (
  log: EventLog,
  observer: Observer,
  { uid, hotkey, facts: before }: FolderFinds,
  note: (event: Fact) => void,
): Promise<E.Either<RoundFailure, WalkedFolder>> => {
  const { epoch, host, verify } = observer;
  const refused: RefusedVersion[] = [];
  const failed: FolderFinds['failed'][number][] = [];
  let [facts, isEmpty, isCut] = [before, true, false];
  for await (const observation of observeFolder(observer, hotkey)) {
    if (observation.kind === 'fact') {
      const { line, event } = observation.fact;
      const taken = await appendLines(log, [line], { host, verify, file: 'bucket' });
      if (E.isLeft(taken)) return E.left(refusedByLog(taken.left));
      note(event);
      facts += 1;
    }
    if (observation.kind === 'failed') {
      // A listing that is not taken is that of this folder: what lies in it must not keep the others from being seen.
      const isOutage = observation.key === folderOf(hotkey, epoch) && observation.failure.kind !== 'unfit';
      if (isOutage) return E.left(bucketFailed(observation.failure));
      if (failed.length < KEPT_MAX) failed.push({ key: observation.key, failure: observation.failure });
    }
    if (observation.kind === 'refused') {
      isCut = isCut || observation.reason === 'TOO_LONG';
      if (refused.length < KEPT_MAX) refused.push(observation);
    }
    if (observation.kind === 'folder') isEmpty = observation.counts.listed === 0;
  }
  return E.right({ uid, hotkey, facts, refused, failed, isEmpty, isCut });
};
