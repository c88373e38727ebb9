import { type Account, type Block, type EpochNumber, FACT_TYPE, type Fact } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { Failure } from '../operations/failure.js';
import { readOpenEpoch } from '../operations/open-epoch.js';
import { openingOf, permittedValidators } from './bundle-validators.js';
import type { EpochBlocks, RoundView } from './next-step.js';
import type { StepOptions } from './run-options.js';

/** What a view is read from. */
export interface ViewSources
  extends Pick<StepOptions, 'log' | 'host' | 'epoch' | 'last' | 'blocksOf' | 'exchangeBlocks'> {
  readonly by: Account;
}

/** What the chain and the directory of plans say. */
type Given = Pick<RoundView, 'head' | 'since' | 'weights' | 'revealFrom'>;

const CLOSED = { isOpened: true, isSealed: true, hasObserved: true, hasListed: true, listsMissing: 0 } as const;

const bounded = (blocks: EpochBlocks, exchangeBlocks: number): EpochBlocks & Pick<RoundView, 'listBlock'> => {
  const { startBlock, endBlock, seedBlock, evidenceBlock } = blocks;
  const listBlock = Math.max(seedBlock + 1, evidenceBlock - exchangeBlocks) as Block;
  return { startBlock, endBlock, seedBlock, evidenceBlock, listBlock };
};

const isObservation = ({ type }: Fact): boolean =>
  FACT_TYPE.get(type)?.origin === 'observer' && type !== 'EvidenceListed';

/** What belongs to no epoch alone: who opens, and what comes next. */
const around = ({ log, by, epoch, last, blocksOf }: ViewSources): Pick<RoundView, 'mayOpen' | 'nextStart'> => {
  const { authority } = log.header;
  const mayOpen = authority === 'local' || authority === by;
  return epoch === last ? { mayOpen } : { mayOpen, nextStart: blocksOf((epoch + 1) as EpochNumber).startBlock };
};

/** Reads what a log says of an epoch, sealed or not. */
export const readRoundView = async (
  sources: ViewSources,
  { head, since, weights, revealFrom }: Given,
): Promise<E.Either<Failure, RoundView>> => {
  const { log, host, by, epoch, blocksOf, exchangeBlocks } = sources;
  const given = { head, since, ...around(sources), ...(revealFrom === undefined ? {} : { revealFrom }) };
  const blocks = blocksOf(epoch);
  const seals = await log.seals();
  if (seals.some((seal) => seal.epoch >= epoch)) {
    const last = seals[seals.length - 1];
    const isNewest = last?.epoch === epoch && last.status === 'judged';
    return E.right({ ...bounded(blocks, exchangeBlocks), ...CLOSED, ...given, weights: isNewest ? weights : 'over' });
  }
  const read = await readOpenEpoch(log, epoch, host);
  if (E.isLeft(read)) return read;
  const facts = read.right.facts.map(({ event }) => event);
  const opened = openingOf(facts);
  const lists = new Set(facts.flatMap((fact) => (fact.type === 'EvidenceListed' ? [fact.by] : [])));
  const validators = permittedValidators(epoch, facts);
  const others = E.isRight(validators) ? validators.right.filter(({ hotkey }) => hotkey !== by) : [];
  return E.right({
    ...bounded(opened ?? blocks, exchangeBlocks),
    ...given,
    isOpened: opened !== undefined,
    isSealed: false,
    hasObserved: facts.some((fact) => fact.by === by && isObservation(fact)),
    hasListed: lists.has(by),
    listsMissing: others.filter(({ hotkey }) => !lists.has(hotkey)).length,
    weights,
  });
};
