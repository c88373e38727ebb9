import type { DataError } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { EventLog } from '../ports.js';
import { type AppendOptions, appendFacts } from './append.js';
import { type Failure, invalid } from './failure.js';

/** What an import took. */
export interface Imported {
  /** Lines taken. */
  readonly count: number;
  /** Records taken. */
  readonly records: number;
  /** Lines that the log holds already: in sealed segments, and records. */
  readonly known: number;
  readonly position: number;
}

/** The log as it is, but it takes and keeps nothing. */
const dryRun = (log: EventLog): EventLog => ({
  ...log,
  append: async (lines) => ({ position: 0, count: lines.length }),
  appendRecords: async (_, lines) => lines.length,
  refuse: async () => undefined,
});

/**
 * Takes a source as a whole: every line is checked before the first is appended, and one that is wrong keeps all of them
 * out. `open` is called twice and must give the same bytes.
 */
export const importFacts = async (
  log: EventLog,
  open: () => AsyncIterable<Uint8Array>,
  options: AppendOptions,
): Promise<E.Either<Failure, Imported>> => {
  const errors: DataError[] = [];
  for await (const { refused } of appendFacts(dryRun(log), open(), options)) errors.push(...refused);
  if (errors.length > 0) return E.left(invalid(...errors));
  let count = 0;
  let records = 0;
  let known = 0;
  for await (const step of appendFacts(log, open(), options)) {
    count += step.appended?.count ?? 0;
    records += step.records;
    known += step.known;
    // Only when the source changed between the two readings.
    if (step.refused.length > 0) return E.left(invalid(...step.refused));
  }
  return E.right({ count, records, known, position: await log.position() });
};
