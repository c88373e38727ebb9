import type { EpochNumber, Fact, Host } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { factsOfType } from '../operations/index.js';
import type { EventLog } from '../ports.js';

/** Facts of one type in an epoch. Rejects when a line of that type is none. */
export const factsIn = async <T extends Fact['type']>(
  log: EventLog,
  epoch: EpochNumber,
  type: T,
  host: Host,
): Promise<readonly Extract<Fact, { readonly type: T }>[]> => {
  const facts = await factsOfType(log, epoch, type, host);
  if (E.isLeft(facts)) throw new Error(`epoch ${epoch} of the log cannot be read: ${facts.left.kind}`);
  return facts.right;
};
