import { type DataError, decodeFact, type EpochNumber, type Fact, type Host } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { EventLog } from '../ports.js';
import { type Failure, invalid } from './failure.js';
import { splitLines } from './split-lines.js';

/** Facts of one type. */
export type FactOfType<T extends Fact['type']> = Extract<Fact, { readonly type: T }>;

async function* linesOf(log: EventLog, epoch: EpochNumber, host: Host): AsyncGenerator<string, void, void> {
  if (!(await log.seals()).some((seal) => seal.epoch === epoch)) {
    yield* await log.readOpen(epoch);
    return;
  }
  for await (const lines of splitLines(log.readSegment(epoch))) {
    for (const line of lines) if (line.kind === 'line') yield host.decodeText(line.bytes, 0, line.bytes.length);
  }
}

/**
 * The facts of one type in an epoch: of a sealed one in canonical order, of an open one as they arrived. Only lines that
 * name the type are decoded, so it is quick in a great segment. An epoch that is not in the log has none.
 */
export const factsOfType = async <T extends Fact['type']>(
  log: EventLog,
  epoch: EpochNumber,
  type: T,
  host: Host,
): Promise<E.Either<Failure, readonly FactOfType<T>[]>> => {
  const facts: FactOfType<T>[] = [];
  const errors: DataError[] = [];
  const marker = `"type":"${type}"`;
  for await (const line of linesOf(log, epoch, host)) {
    if (!line.includes(marker)) continue;
    const decoded = decodeFact(line, host.sha256);
    if (E.isLeft(decoded)) errors.push(decoded.left);
    else if (decoded.right.event.type === type) facts.push(decoded.right.event as FactOfType<T>);
  }
  return errors.length > 0 ? E.left(invalid(...errors)) : E.right(facts);
};
