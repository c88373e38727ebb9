import type { DataError } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { type AppendOptions, appendFacts } from '../operations/append.js';
import type { EventLog } from '../ports.js';

async function* bytesOf(lines: readonly string[]): AsyncGenerator<Uint8Array> {
  yield Buffer.from(lines.map((line) => `${line}\n`).join(''));
}

/** Takes lines into a log as any source of facts is taken: durable when it answers. Left: the first that was refused. */
export const appendLines = async (
  log: EventLog,
  lines: readonly string[],
  options: AppendOptions,
): Promise<E.Either<DataError, number>> => {
  let count = 0;
  for await (const { appended, records, refused } of appendFacts(log, bytesOf(lines), options)) {
    const [first] = refused;
    if (first !== undefined) return E.left(first);
    count += records + (appended?.count ?? 0);
  }
  return E.right(count);
};
