import { type Account, type Block, type EpochNumber, FACT_TYPE, type Fact } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { Failure } from '../../operations/failure.js';
import { readOpenEpoch } from '../../operations/open-epoch.js';
import { openingOf, permittedValidators } from '../permitted-validators.js';
import type { EpochBlocks, RoundView } from './next-step.js';
import type { StepOptions } from './options.js';

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

/** Who opens epochs, and what comes next. */
const around = (
  { log, by, epoch, last, blocksOf }: ViewSources,
  newest: EpochNumber | undefined,
): Pick<RoundView, 'mayOpen' | 'isLast' | 'openNextFrom'> => {
  const { authority } = log.header;
  const mayOpen = authority === 'local' || authority === by;
  const next = (epoch + 1) as EpochNumber;
  const isLast = epoch === last;
  const opensNext = mayOpen && !isLast && (newest === undefined || newest < next);
  return { mayOpen, isLast, ...(opensNext ? { openNextFrom: blocksOf(next).startBlock } : {}) };
};

/** Reads what a log says of an epoch, sealed or not. */
export const readRoundView = async (
  sources: ViewSources,
  { head, since, weights, revealFrom }: Given,
): Promise<E.Either<Failure, RoundView>> => {
  const { log, host, by, epoch, blocksOf, exchangeBlocks } = sources;
  const newest = (await log.seals()).at(-1);
  const given = { head, since, ...around(sources, newest?.epoch), ...(revealFrom === undefined ? {} : { revealFrom }) };
  const blocks = blocksOf(epoch);
  if (newest !== undefined && newest.epoch >= epoch) {
    const isToSend = newest.epoch === epoch && newest.status === 'judged';
    return E.right({ ...bounded(blocks, exchangeBlocks), ...CLOSED, ...given, weights: isToSend ? weights : 'over' });
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
