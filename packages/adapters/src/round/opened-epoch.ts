import type { EpochNumber, EpochOpened, Fact, Host } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { type Failure, usage } from '../operations/failure.js';
import { readOpenEpoch } from '../operations/open-epoch.js';
import type { EventLog } from '../ports.js';
import { openingOf } from './permitted-validators.js';

/** An epoch that still takes facts. */
export interface OpenedEpoch {
  readonly opened: EpochOpened['data'];
  readonly facts: readonly Fact[];
}

/** Reads an epoch that was opened and is not sealed; of several openings the one with the greatest evidenceBlock bounds it. */
export const readOpenedEpoch = async (
  log: EventLog,
  epoch: EpochNumber,
  host: Host,
): Promise<E.Either<Failure, OpenedEpoch>> => {
  if ((await log.seals()).some((seal) => seal.epoch >= epoch)) {
    return E.left(usage(`epoch ${epoch} is sealed: it takes no facts`, 'name an epoch that is open'));
  }
  const read = await readOpenEpoch(log, epoch, host);
  if (E.isLeft(read)) return read;
  const facts = read.right.facts.map(({ event }) => event);
  const opened = openingOf(facts);
  return opened === undefined
    ? E.left({ kind: 'cannotJudge', epoch, missing: [`EpochOpened of epoch ${epoch}`] })
    : E.right({ opened, facts });
};
