import type { Account, Block, EpochNumber, EpochOpened, Host, WeightPlan } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { Failure } from '../operations/failure.js';
import { readOpenEpoch } from '../operations/open-epoch.js';
import type { EventLog } from '../ports.js';
import { permittedValidators } from './bundle-validators.js';
import type { EpochBlocks, RoundView } from './next-step.js';

/** What a view is read from. */
export interface ViewSources {
  readonly log: EventLog;
  readonly host: Host;
  readonly by: Account;
  readonly epoch: EpochNumber;
  /** The blocks of the calendar: where the log has opened the epoch, it says them. */
  readonly blocks: EpochBlocks;
  /** Blocks before evidenceBlock in which observations are published and taken in. */
  readonly exchangeBlocks: number;
}

type Given = Pick<RoundView, 'head' | 'since' | 'weights'>;

const CLOSED = { isOpened: true, hasObserved: true, hasListed: true, listsMissing: 0 } as const;

const bounded = (blocks: EpochBlocks, exchangeBlocks: number): EpochBlocks & Pick<RoundView, 'listBlock'> => {
  const { startBlock, endBlock, seedBlock, evidenceBlock } = blocks;
  const listBlock = Math.max(seedBlock + 1, evidenceBlock - exchangeBlocks) as Block;
  return { startBlock, endBlock, seedBlock, evidenceBlock, listBlock };
};

/** Reads what a log says of an epoch, sealed or not. */
export const readRoundView = async (
  { log, host, by, epoch, blocks, exchangeBlocks }: ViewSources,
  given: Given,
): Promise<E.Either<Failure, RoundView>> => {
  if ((await log.seals()).some((seal) => seal.epoch >= epoch)) {
    return E.right({ ...bounded(blocks, exchangeBlocks), ...CLOSED, isSealed: true, ...given });
  }
  const read = await readOpenEpoch(log, epoch, host);
  if (E.isLeft(read)) return read;
  const facts = read.right.facts.map(({ event }) => event);
  const openings = facts.filter((fact): fact is EpochOpened => fact.type === 'EpochOpened');
  const [opened] = openings.sort((a, b) => b.data.evidenceBlock - a.data.evidenceBlock);
  const lists = new Set(facts.flatMap((fact) => (fact.type === 'EvidenceListed' ? [fact.by] : [])));
  const validators = permittedValidators(epoch, facts);
  const others = E.isRight(validators) ? validators.right.filter(({ hotkey }) => hotkey !== by) : [];
  return E.right({
    ...bounded(opened?.data ?? blocks, exchangeBlocks),
    isOpened: opened !== undefined,
    isSealed: false,
    hasObserved: facts.some((fact) => 'by' in fact && fact.by === by && fact.type !== 'EvidenceListed'),
    hasListed: lists.has(by),
    listsMissing: others.filter(({ hotkey }) => !lists.has(hotkey)).length,
    ...given,
  });
};

/** How far a plan is: there is none, it is kept, or the outbox is done with it. */
export const weightsStand = (plan: WeightPlan | undefined, isDone: boolean): RoundView['weights'] =>
  plan === undefined ? 'none' : isDone ? 'sent' : 'planned';
