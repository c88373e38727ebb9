import {
  type Claim,
  type ClaimDifference,
  compareClaims,
  type DataError,
  decodeClaim,
  decodeSnapshot,
  type EpochNumber,
  type EpochResult,
  type Host,
  initialReplay,
  type ReplayState,
  replayEpoch,
  type Seal,
} from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { EventLog } from '../ports.js';
import { type Failure, invalid } from './failure.js';

/** One replayed epoch, with the seal it was sealed under and the claims it does not confirm. */
export interface ReplayedEpoch {
  readonly result: EpochResult;
  readonly sealed: Seal;
  /** What of the seal the replay does not confirm; empty when it agrees. */
  readonly differences: readonly DataError[];
  readonly claims: readonly ClaimDifference[];
}

/** Hooks and limits of a replay. */
export interface ReplayOptions {
  readonly host: Host;
  readonly onBytes?: (bytes: number) => void;
}

const FIELDS = [
  ['segment', 'SEGMENT_HASH'],
  ['count', 'SEGMENT_COUNT'],
  ['prev', 'SEAL_CHAIN'],
  ['rules', 'RULES_HASH'],
  ['status', 'STATUS_DIFFERS'],
  ['scores', 'SCORES_HASH'],
  ['seal', 'SEAL_HASH'],
] as const;

/** Compares a seal with what replay computes: the first field that differs is the cause, the rest follows from it. */
export const compareSeal = (sealed: Seal, replayed: Seal, line: number): DataError[] => {
  const first = FIELDS.find(([field]) => sealed[field] !== replayed[field]);
  if (first === undefined) return [];
  const [field, code] = first;
  return [
    {
      code,
      at: { file: 'seals.ndjson', line, path: `/${field}` },
      expected: `${replayed[field]}`,
      found: `${sealed[field]}`,
      help: `epoch ${sealed.epoch} does not follow from its facts; compare with another validator's seals`,
    },
  ];
};

const readClaims = async (log: EventLog, epoch: EpochNumber): Promise<E.Either<DataError, readonly Claim[]>> => {
  const claims: Claim[] = [];
  for (const line of await log.claims(epoch)) {
    const decoded = decodeClaim(line);
    if (E.isLeft(decoded)) return decoded;
    claims.push(decoded.right.event);
  }
  return E.right(claims);
};

/** Replays one sealed epoch on a state. */
export const replaySealed = async (
  log: EventLog,
  state: ReplayState,
  sealed: Seal,
  line: number,
  { host, onBytes }: ReplayOptions,
): Promise<E.Either<Failure, ReplayedEpoch>> => {
  const file = `segments/${String(sealed.epoch).padStart(8, '0')}.ndjson`;
  const inFile = (error: DataError): Failure => invalid({ ...error, at: { file, ...error.at } });
  const replay = replayEpoch(log.header, state, sealed.epoch, host);
  for await (const chunk of log.readSegment(sealed.epoch)) {
    const error = replay.push(chunk);
    if (error !== undefined) return E.left(inFile(error));
    onBytes?.(chunk.length);
  }
  const closed = replay.close();
  if (E.isLeft(closed)) return E.left(inFile(closed.left));
  const result = closed.right;
  const claims = await readClaims(log, sealed.epoch);
  if (E.isLeft(claims)) return E.left(invalid(claims.left));
  const differences = compareSeal(sealed, result.seal, line);
  return E.right({ result, sealed, differences, claims: compareClaims(claims.right, result.claims) });
};

/** The state kept after a sealed epoch, when its snapshot is whole and bound to that seal. */
const stateAt = async (log: EventLog, seal: Seal): Promise<ReplayState | undefined> => {
  const bytes = await log.snapshot(seal.epoch);
  if (bytes === undefined) return undefined;
  const state = decodeSnapshot(bytes);
  return E.isRight(state) && state.right.prev === seal.seal ? state.right : undefined;
};

/** Where a replay starts: a state and the index of the next seal. */
export interface ReplayStart {
  readonly state: ReplayState;
  readonly next: number;
}

/** The latest usable snapshot before seal number `index` (from 0), or the beginning of the log. */
export const startBefore = async (
  log: EventLog,
  seals: readonly Seal[],
  index: number,
  host: Host,
): Promise<ReplayStart> => {
  for (let i = index - 1; i >= 0; i -= 1) {
    const state = await stateAt(log, seals[i] as Seal);
    if (state !== undefined) return { state, next: i + 1 };
  }
  return { state: initialReplay(log.header, host), next: 0 };
};

/** Replays sealed epochs from a start to seal number `until` (not included), yielding each. Ends at the first data error. */
export async function* replayLog(
  log: EventLog,
  start: ReplayStart,
  until: number,
  options: ReplayOptions,
): AsyncGenerator<E.Either<Failure, ReplayedEpoch>> {
  const seals = await log.seals();
  let { state } = start;
  for (let i = start.next; i < until; i += 1) {
    const replayed = await replaySealed(log, state, seals[i] as Seal, i + 1, options);
    yield replayed;
    if (E.isLeft(replayed)) return;
    state = replayed.right.result.next;
  }
}

const stateAfter = async (
  log: EventLog,
  seals: readonly Seal[],
  options: ReplayOptions,
): Promise<E.Either<Failure, ReplayState>> => {
  const start = await startBefore(log, seals, seals.length, options.host);
  let { state } = start;
  for await (const replayed of replayLog(log, start, seals.length, options)) {
    if (E.isLeft(replayed)) return replayed;
    state = replayed.right.result.next;
  }
  return E.right(state);
};

/** State after the last seal, from the nearest snapshot. */
export const headState = async (log: EventLog, options: ReplayOptions): Promise<E.Either<Failure, ReplayState>> =>
  stateAfter(log, await log.seals(), options);

/** State after the last seal before an epoch, sealed or open, from the nearest snapshot. */
export const stateBefore = async (
  log: EventLog,
  epoch: EpochNumber,
  options: ReplayOptions,
): Promise<E.Either<Failure, ReplayState>> =>
  stateAfter(
    log,
    (await log.seals()).filter((seal) => seal.epoch < epoch),
    options,
  );
