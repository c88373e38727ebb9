import type { Block, NetUid } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { ChainFailure, ChainReader, EpochMark, FromChain } from './port.js';

/** Epochs of a subnet that a chain ran, as its storage shows them, and where that could no longer be read. */
export interface ObservedEpochs {
  /** Marks of the blocks in which an epoch ran, ascending. */
  readonly ran: readonly EpochMark[];
  /** The first failure on the way down: epochs up to its block are not known. */
  readonly missing?: ChainFailure;
}

const isPassing = ({ kind }: ChainFailure): boolean => kind === 'network' || kind === 'timeout';

/** A node that has the block, and no such subnet in it, was asked the wrong question. Below, the subnet may be younger. */
const isMistake = ({ kind }: ChainFailure, at: number, to: Block): boolean => kind === 'no-subnet' && at === to;

/**
 * The epochs that ran in [from, to], found from the newest down: each state names the block of the last epoch, and the state of
 * that block must say that none passed since. It holds for both calendars, for triggered and for put-off epochs.
 */
export const observedEpochs = async (
  reader: Pick<ChainReader, 'epochMarkAt'>,
  netuid: NetUid,
  from: Block,
  to: Block,
): FromChain<ObservedEpochs> => {
  const ran: EpochMark[] = [];
  for (let at: number = to; at >= from; ) {
    const seen = await reader.epochMarkAt(netuid, at as Block);
    if (E.isLeft(seen)) {
      if (isPassing(seen.left) || isMistake(seen.left, at, to)) return seen;
      return E.right({ ran: ran.reverse(), missing: seen.left });
    }
    const { lastStepBlock, blocksSinceLastStep } = seen.right;
    if (lastStepBlock === at && blocksSinceLastStep === 0) {
      if (at > 0) ran.push(seen.right);
      at -= 1;
    } else if (lastStepBlock < at) at = lastStepBlock === 0 ? -1 : lastStepBlock;
    else at -= 1;
  }
  return E.right({ ran: ran.reverse() });
};
