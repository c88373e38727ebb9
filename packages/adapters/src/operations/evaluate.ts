import { type EpochNumber, type EpochResult, type Host, type ReplayState, replayEpoch } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { EventLog } from '../ports.js';
import { type Failure, invalid, usage } from './failure.js';
import { type OpenFact, readOpenEpoch, segmentBytes } from './open-epoch.js';
import { headState, type ReplayedEpoch, type ReplayStart, replayLog, startBefore } from './replay-log.js';

/** What an epoch comes to: replayed from its seal, or a preview of an open one. */
export type Evaluated =
  | ({ readonly kind: 'sealed' } & ReplayedEpoch)
  | {
      readonly kind: 'preview';
      readonly result: EpochResult;
      readonly facts: readonly OpenFact[];
      readonly late: readonly OpenFact[];
    };

const foldOpen = (log: EventLog, state: ReplayState, epoch: EpochNumber, facts: readonly OpenFact[], host: Host) => {
  const replay = replayEpoch(log.header, state, epoch, host);
  replay.push(segmentBytes(facts));
  return E.mapLeft((error: Parameters<typeof invalid>[0]) => invalid(error))(replay.close());
};

const notInLog = async (log: EventLog, epoch: EpochNumber): Promise<Failure> => {
  const seals = await log.seals();
  const open = await log.openEpochs();
  const known = [...seals.map((seal) => seal.epoch), ...open.map((item) => item.epoch)];
  const range = known.length === 0 ? 'the log is empty' : `the log has epochs ${known[0]}..${known[known.length - 1]}`;
  return usage(`epoch ${epoch} is not in the log: ${range}`, 'see `subnet-cli log show`');
};

type Preview = Extract<Evaluated, { kind: 'preview' }>;

/**
 * Evaluates an open epoch: a preview, because facts may still come. Open epochs before it are folded first, as they stand,
 * so the preview is what sealing all of them now would give.
 */
export const previewEpoch = async (
  log: EventLog,
  epoch: EpochNumber,
  host: Host,
): Promise<E.Either<Failure, Preview>> => {
  const open = (await log.openEpochs()).map((item) => item.epoch).filter((item) => item <= epoch);
  if (!open.includes(epoch)) return E.left(await notInLog(log, epoch));
  const head = await headState(log, { host });
  if (E.isLeft(head)) return head;
  let state = head.right;
  let preview: Preview | undefined;
  for (const item of open) {
    const selected = await readOpenEpoch(log, item, host);
    if (E.isLeft(selected)) return selected;
    const { facts, late } = selected.right;
    const folded = foldOpen(log, state, item, facts, host);
    if (E.isLeft(folded)) return folded;
    preview = { kind: 'preview', result: folded.right, facts, late };
    state = folded.right.next;
  }
  if (preview === undefined) throw new Error(`previewEpoch: nothing folded for epoch ${epoch}`);
  return E.right(preview);
};

const replayOne = async (
  log: EventLog,
  start: ReplayStart,
  until: number,
  host: Host,
): Promise<E.Either<Failure, ReplayedEpoch>> => {
  let last: E.Either<Failure, ReplayedEpoch> | undefined;
  for await (const replayed of replayLog(log, start, until, { host })) last = replayed;
  if (last === undefined) throw new Error(`evaluateEpoch: nothing replayed before seal ${until}`);
  return last;
};

/** Evaluates one epoch: a sealed one from the nearest snapshot before it, an open one as a preview. */
export const evaluateEpoch = async (
  log: EventLog,
  epoch: EpochNumber,
  host: Host,
): Promise<E.Either<Failure, Evaluated>> => {
  const seals = await log.seals();
  const index = seals.findIndex((seal) => seal.epoch === epoch);
  if (index < 0) return previewEpoch(log, epoch, host);
  const start = await startBefore(log, seals, index, host);
  const replayed = await replayOne(log, start, index + 1, host);
  // A snapshot is a cache: where it leads to another seal, only the facts from the beginning can say who is right.
  const doubtful = start.next > 0 && (E.isLeft(replayed) || replayed.right.differences.length > 0);
  const final = doubtful ? await replayOne(log, await startBefore(log, seals, 0, host), index + 1, host) : replayed;
  return E.isLeft(final) ? final : E.right({ kind: 'sealed', ...final.right });
};
