import {
  type ChainEpochRead,
  type ChainRecord,
  type ChainWeightsRead,
  decodeFact,
  decodeRecord,
  type EpochNumber,
  type Fact,
  type Host,
} from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { exportFacts } from '../../operations/export-facts.js';
import type { Failure } from '../../operations/failure.js';
import type { EventLog } from '../../ports.js';
import { type EpochWindow, epochWindow } from './epoch-window.js';

/** What a log holds that a pull needs to know. */
export interface Known {
  /** Opened epochs, ascending. */
  readonly windows: readonly EpochWindow[];
  readonly sealed: ReadonlySet<EpochNumber>;
  /** Lines of facts and records that are there. */
  readonly lines: ReadonlySet<string>;
  readonly facts: readonly Fact[];
  readonly boundaries: readonly ChainEpochRead[];
  readonly rows: readonly ChainWeightsRead[];
}

const isBoundary = (record: ChainRecord): record is ChainEpochRead => record.type === 'ChainEpochRead';
const isRow = (record: ChainRecord): record is ChainWeightsRead => record.type === 'ChainWeightsRead';

/** Reads some epochs of a log, sealed or open. */
export const readKnown = async (
  log: EventLog,
  epochs: readonly EpochNumber[],
  host: Host,
): Promise<E.Either<Failure, Known>> => {
  const facts: Fact[] = [];
  const lines = new Set<string>();
  for await (const piece of exportFacts(log, epochs, host)) {
    if (E.isLeft(piece)) return piece;
    for (const line of piece.right) {
      const fact = decodeFact(line, host.sha256);
      if (E.isLeft(fact)) return E.left({ kind: 'invalid', errors: [fact.left] });
      lines.add(fact.right.line);
      facts.push(fact.right.event);
    }
  }
  const records: ChainRecord[] = [];
  for (const epoch of epochs) {
    for (const line of await log.records(epoch)) {
      const record = decodeRecord(line);
      if (E.isLeft(record)) return E.left({ kind: 'invalid', errors: [record.left] });
      lines.add(line);
      records.push(record.right.event);
    }
  }
  const windows = epochs.flatMap(
    (epoch) =>
      epochWindow(
        epoch,
        facts.filter((fact) => fact.epoch === epoch),
      ) ?? [],
  );
  const sealed = new Set((await log.seals()).map(({ epoch }) => epoch));
  return E.right({
    windows,
    sealed,
    lines,
    facts,
    boundaries: records.filter(isBoundary),
    rows: records.filter(isRow),
  });
};
