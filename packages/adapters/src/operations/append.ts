import { type DataError, type Decoded, type EpochNumber, type Fact, type Host, shorten } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { Appended, EventLog, Refused, Verifier } from '../ports.js';
import { checkLine, checkRecord } from './check-line.js';
import { readLines } from './read-segment.js';
import { refusedLines, tooLong } from './refused-line.js';
import { type SourceLine, splitLines } from './split-lines.js';

/** What became of one piece of a source. */
export interface AppendProgress {
  /** The acknowledgement of the lines taken: they are on stable storage. Undefined when none was. */
  readonly appended: Appended | undefined;
  /** Records taken: they are on stable storage too. */
  readonly records: number;
  /** Lines that a sealed segment already holds, and records that are there already. */
  readonly known: number;
  readonly refused: readonly DataError[];
}

/** How lines are checked. */
export interface AppendOptions {
  readonly host: Host;
  readonly verify: Verifier;
  /** Name of the source in error reports. */
  readonly file: string;
}

type Outcome =
  | { readonly kind: 'taken'; readonly line: string }
  | { readonly kind: 'record'; readonly epoch: EpochNumber; readonly line: string }
  | { readonly kind: 'known' }
  | { readonly kind: 'refused'; readonly refused: Refused };

/** Lines of sealed epochs, read once an epoch and only when a fact for it comes again. */
const sealedLines = (log: EventLog, host: Host) => {
  const byEpoch = new Map<EpochNumber, ReadonlySet<string>>();
  return async (epoch: EpochNumber): Promise<ReadonlySet<string>> => {
    const known = byEpoch.get(epoch);
    if (known !== undefined) return known;
    const lines = new Set(await readLines(log, epoch, host));
    byEpoch.set(epoch, lines);
    return lines;
  };
};

/** Keeps records by their epochs; says how many were new. */
const keepRecords = async (
  log: EventLog,
  records: readonly Extract<Outcome, { kind: 'record' }>[],
): Promise<number> => {
  let count = 0;
  for (const epoch of new Set(records.map((record) => record.epoch))) {
    count += await log.appendRecords(
      epoch,
      records.flatMap((record) => (record.epoch === epoch ? [record.line] : [])),
    );
  }
  return count;
};

/**
 * Appends facts and records from a source of NDJSON bytes, piece by piece. Each piece is durable when it is yielded. A bad line is
 * kept with its reason, unless it looks like a key, and never stops the good ones.
 */
export async function* appendFacts(
  log: EventLog,
  source: AsyncIterable<Uint8Array>,
  { host, verify, file }: AppendOptions,
): AsyncGenerator<AppendProgress> {
  const seals = await log.seals();
  const lastSealed = seals[seals.length - 1]?.epoch;
  const isSealed = new Set(seals.map(({ epoch }) => epoch));
  const linesOf = sealedLines(log, host);
  const refusedLine = refusedLines(file);

  const sealedError = ({ event }: Decoded<Fact>): DataError => ({
    code: 'SEALED_EPOCH',
    at: { path: '/epoch' },
    expected: `an epoch after ${lastSealed}`,
    found: shorten(event.epoch),
    help: 'a seal is never redone: send facts of open epochs only',
  });

  const outcomeOf = async (line: SourceLine): Promise<Outcome> => {
    if (line.kind === 'tooLong') return { kind: 'refused', refused: tooLong(line, file) };
    const text = line.bytes.toString('utf8');
    const refuse = (error: DataError): Outcome => ({ kind: 'refused', refused: refusedLine(line, error) });
    const checked = await checkLine(log.header, line.bytes, host, verify);
    if (E.isLeft(checked)) {
      const record = checked.left.code === 'NOT_A_FACT' ? checkRecord(log.header, line.bytes, host) : checked;
      if (E.isRight(record)) return { kind: 'record', epoch: record.right.event.epoch, line: text };
      return refuse(record.left.code === 'NOT_A_FACT' ? checked.left : record.left);
    }
    const { event, line: identity } = checked.right;
    if (lastSealed === undefined || event.epoch > lastSealed) return { kind: 'taken', line: text };
    if (isSealed.has(event.epoch) && (await linesOf(event.epoch)).has(identity)) return { kind: 'known' };
    return refuse(sealedError(checked.right));
  };

  for await (const lines of splitLines(source)) {
    const taken: string[] = [];
    const refused: Refused[] = [];
    const records: Extract<Outcome, { kind: 'record' }>[] = [];
    let known = 0;
    for (const line of lines) {
      const outcome = await outcomeOf(line);
      if (outcome.kind === 'taken') taken.push(outcome.line);
      else if (outcome.kind === 'record') records.push(outcome);
      else if (outcome.kind === 'refused') refused.push(outcome.refused);
      else known += 1;
    }
    if (refused.length > 0) await log.refuse(refused);
    const appended = taken.length > 0 ? await log.append(taken) : undefined;
    const kept = await keepRecords(log, records);
    known += records.length - kept;
    if (lines.length > 0) yield { appended, records: kept, known, refused: refused.map(({ error }) => error) };
  }
}
