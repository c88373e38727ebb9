import { type EpochNumber, type EpochResult, type Host, type ReplayState, replayEpoch } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { EventLog } from '../ports.js';
import { type Failure, invalid, usage } from './failure.js';
import { type OpenFact, readOpenEpoch, segmentBytes } from './open-epoch.js';
import { headState, type ReplayedEpoch, replayLog, startBefore } from './replay-log.js';

/** What an epoch comes to: replayed from its seal, or a preview of an open one. */
export type Evaluated =
  | ({ readonly kind: 'sealed'; readonly lines: undefined } & ReplayedEpoch)
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

/** Evaluates an open epoch on the state after the last seal: a preview, because facts may still come. */
export const previewEpoch = async (
  log: EventLog,
  epoch: EpochNumber,
  host: Host,
): Promise<E.Either<Failure, Extract<Evaluated, { kind: 'preview' }>>> => {
  if (!(await log.openEpochs()).some((item) => item.epoch === epoch)) return E.left(await notInLog(log, epoch));
  const state = await headState(log, { host });
  if (E.isLeft(state)) return state;
  const selected = await readOpenEpoch(log, epoch, host);
  if (E.isLeft(selected)) return selected;
  const { facts, late } = selected.right;
  const folded = foldOpen(log, state.right, epoch, facts, host);
  return E.isLeft(folded) ? folded : E.right({ kind: 'preview', result: folded.right, facts, late });
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
  let last: E.Either<Failure, ReplayedEpoch> | undefined;
  for await (const replayed of replayLog(log, start, index + 1, { host })) last = replayed;
  if (last === undefined) throw new Error(`evaluateEpoch: nothing replayed for epoch ${epoch}`);
  return E.isLeft(last) ? last : E.right({ kind: 'sealed', lines: undefined, ...last.right });
};
