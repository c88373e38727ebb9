import {
  type AuditedEpoch,
  type AuditedValidator,
  type AuditOptions,
  type Block,
  type ChainRecord,
  type EpochNumber,
  type EpochResult,
  evidenceBound,
  type Host,
  initialReplay,
  openAudit,
  readRecord,
} from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { EventLog } from '../ports.js';
import { scoredEpoch } from '../weights/scored-epoch.js';
import { type Failure, invalid } from './failure.js';
import { readOpenEpoch } from './open-epoch.js';
import { replayLog } from './replay-log.js';

/** What an audit of a log says, and what it rests on. */
export interface AuditReport {
  readonly validators: readonly AuditedValidator[];
  /** Epochs that were replayed from their facts, each as its seal says. */
  readonly replayed: number;
  readonly records: number;
}

const auditedEpoch = (log: EventLog, result: EpochResult, before: AuditedEpoch | undefined): AuditedEpoch => {
  const scored = scoredEpoch(log.header.netuid, result);
  return {
    epoch: result.epoch,
    // An epoch that nobody opened takes what comes behind the one before it: whose rows these are cannot be known.
    evidenceBlock: result.opened?.evidenceBlock ?? before?.evidenceBlock ?? (0 as Block),
    holders: new Map([...(result.weights?.uidOf ?? [])].map(([hotkey, uid]) => [uid, hotkey])),
    scored: E.isRight(scored) ? scored.right : undefined,
    missing: E.isLeft(scored) && scored.left.kind === 'cannotJudge' ? scored.left.missing : [],
  };
};

const unscored = (epoch: EpochNumber, evidenceBlock: number): AuditedEpoch => ({
  epoch,
  evidenceBlock: evidenceBlock as Block,
  holders: new Map(),
  scored: undefined,
  missing: ['the epoch is not sealed'],
});

/** Ends the last sealed epoch: the epoch that is open behind it, or as many blocks as it had itself. */
const following = async (
  log: EventLog,
  { epoch, opened }: EpochResult,
  host: Host,
): Promise<E.Either<Failure, readonly AuditedEpoch[]>> => {
  const open = (await log.openEpochs()).find((item) => item.epoch > epoch);
  if (open !== undefined) {
    const read = await readOpenEpoch(log, open.epoch, host);
    if (E.isLeft(read)) return read;
    const bound = evidenceBound([...read.right.facts, ...read.right.late]);
    if (bound !== undefined) return E.right([unscored(open.epoch, bound)]);
  }
  if (opened === undefined) return E.right([]);
  return E.right([unscored((epoch + 1) as EpochNumber, 2 * opened.evidenceBlock - opened.startBlock)]);
};

/** Replays the sealed epochs up to the one behind the last chosen one, and says what each comes to. */
const replayAll = async (
  log: EventLog,
  until: number,
  { host, onEpoch }: AuditLogOptions,
): Promise<E.Either<Failure, readonly AuditedEpoch[]>> => {
  const epochs: AuditedEpoch[] = [];
  let last: EpochResult | undefined;
  const start = { state: initialReplay(log.header, host), next: 0 };
  for await (const replayed of replayLog(log, start, until, { host })) {
    if (E.isLeft(replayed)) return replayed;
    const { differences, result } = replayed.right;
    if (differences.length > 0) return E.left(invalid(...differences));
    epochs.push(auditedEpoch(log, result, epochs[epochs.length - 1]));
    last = result;
    onEpoch?.(result.seal.count);
  }
  if (last === undefined || until < (await log.seals()).length) return E.right(epochs);
  const end = await following(log, last, host);
  return E.isLeft(end) ? end : E.right([...epochs, ...end.right]);
};

const badRecord = (epoch: EpochNumber, line: number): Failure =>
  invalid({
    code: 'NOT_AN_EVENT',
    at: { file: `records/${String(epoch).padStart(8, '0')}.ndjson`, line },
    expected: 'a record',
    found: 'something else',
    help: 'see: subnet-cli log verify',
  });

/** How a log is audited. */
export interface AuditLogOptions extends AuditOptions {
  readonly host: Host;
  /** Told the facts of each epoch that was replayed. */
  readonly onEpoch?: (facts: number) => void;
}

/**
 * Replays a log from its first epoch and compares the weights that follow with its records, one epoch's file at a time. Left
 * when a seal does not follow from its facts.
 */
export const auditLog = async (log: EventLog, options: AuditLogOptions): Promise<E.Either<Failure, AuditReport>> => {
  const seals = await log.seals();
  const last = seals.reduce((at, { epoch }, i) => (options.chosen.has(epoch) ? i : at), -1);
  const until = Math.min(last + 2, seals.length);
  const epochs = await replayAll(log, until, options);
  if (E.isLeft(epochs)) return epochs;
  const ascending = [...epochs.right].sort((a, b) => a.evidenceBlock - b.evidenceBlock || a.epoch - b.epoch);
  const audit = openAudit(ascending, options);
  let records = 0;
  for (const epoch of await log.recordEpochs()) {
    const read: ChainRecord[] = [];
    for (const line of await log.records(epoch)) {
      const record = readRecord(line);
      if (record === undefined) return E.left(badRecord(epoch, read.length + 1));
      read.push(record);
    }
    records += read.length;
    audit.read(read);
  }
  return E.right({ validators: audit.finish(), replayed: until, records });
};
