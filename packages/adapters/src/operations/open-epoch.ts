import {
  type DataError,
  type Decoded,
  decodeFact,
  type EpochNumber,
  type Fact,
  type Host,
  type Selected,
  selectSegment,
} from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { EventLog } from '../ports.js';
import { type Failure, invalid } from './failure.js';

/** A fact of an open epoch: the event with its signature, and its line without. */
export type OpenFact = Decoded<Fact>;

/** The facts of an open epoch, chosen and in canonical order; a signature of an equal line is kept if any copy has one. */
export const readOpenEpoch = async (
  log: EventLog,
  epoch: EpochNumber,
  host: Host,
): Promise<E.Either<Failure, Selected<OpenFact>>> => {
  const facts: OpenFact[] = [];
  const errors: DataError[] = [];
  const signed = new Map<string, OpenFact>();
  for (const line of await log.readOpen(epoch)) {
    const decoded = decodeFact(line, host.sha256);
    if (E.isLeft(decoded)) {
      errors.push({ ...decoded.left, at: { file: 'journal.ndjson', ...decoded.left.at } });
      continue;
    }
    facts.push(decoded.right);
    const { sig } = decoded.right.event;
    const former = signed.get(decoded.right.line)?.event.sig;
    // Of several signatures of one line the least is kept, so that the order of arrival does not show.
    if (sig !== undefined && (former === undefined || sig < former)) signed.set(decoded.right.line, decoded.right);
  }
  if (errors.length > 0) return E.left(invalid(...errors));
  return E.right(selectSegment(facts.map((fact) => signed.get(fact.line) ?? fact)));
};

/** Bytes of a segment of these facts. */
export const segmentBytes = (facts: readonly OpenFact[]): Uint8Array =>
  Buffer.from(facts.map(({ line }) => `${line}\n`).join(''));
