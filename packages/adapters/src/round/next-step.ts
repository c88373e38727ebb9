import type { Block, EpochOpened } from '@subnet-scoring/core';

/** The blocks that bound an epoch. */
export type EpochBlocks = Pick<EpochOpened['data'], 'startBlock' | 'endBlock' | 'seedBlock' | 'evidenceBlock'>;

/** What the chain, the log and the directory of plans say of an epoch, and what this process has done since it began. */
export interface RoundView extends EpochBlocks {
  /** The last final block. */
  readonly head: Block;
  readonly isOpened: boolean;
  readonly isSealed: boolean;
  /** The log has observations of one's own; a list of them closes them. */
  readonly hasObserved: boolean;
  readonly hasListed: boolean;
  /** Validators with a permit of whom the log has no list; one's own does not count. */
  readonly listsMissing: number;
  readonly weights: 'none' | 'planned' | 'sent';
  /** From which block on one's own list is published, whatever is left to check. */
  readonly listBlock: Block;
  /** Done by this process; all of it may be done again, and then adds nothing. */
  readonly since: {
    readonly walked?: boolean;
    /** The block from which on a next look counts; `done` where none is left. */
    readonly checked?: Block | 'done';
    readonly observationsPublished?: boolean;
    readonly exchangedAt?: Block;
    readonly resultPublished?: boolean;
  };
}

/** What is to be done next in an epoch. */
export type RoundStep =
  | {
      readonly kind:
        | 'open'
        | 'ingest'
        | 'check'
        | 'publishObservations'
        | 'exchange'
        | 'seal'
        | 'planWeights'
        | 'applyWeights'
        | 'publishResult'
        | 'done';
    }
  | { readonly kind: 'wait'; readonly fromBlock: Block };

const step = (kind: Exclude<RoundStep['kind'], 'wait'>): RoundStep => ({ kind });
const wait = (fromBlock: number): RoundStep => ({ kind: 'wait', fromBlock: fromBlock as Block });

/** Between the seed and the evidence: look rows up, say what was seen, hear what others saw. */
const stepOfEvidence = (view: RoundView): RoundStep => {
  const { head, evidenceBlock, hasListed, hasObserved, listBlock, listsMissing, since } = view;
  const { checked, exchangedAt = -1, observationsPublished = false } = since;
  // After the list is signed no look is covered by it.
  if (!hasListed && head < listBlock && checked !== 'done') {
    return checked === undefined || head >= checked ? step('check') : wait(Math.min(checked, listBlock));
  }
  if (hasObserved && !observationsPublished) return step('publishObservations');
  if (listsMissing > 0 && exchangedAt < head) return step('exchange');
  return wait(listsMissing > 0 ? head + 1 : evidenceBlock);
};

/**
 * The next step of an epoch. It follows from what is written down and on the chain, so that a process that was killed goes on where it
 * was; steps that are taken again because of that find everything there.
 */
export const nextStep = (view: RoundView): RoundStep => {
  const { head, startBlock, endBlock, seedBlock, evidenceBlock, since, weights } = view;
  if (view.isSealed) {
    if (weights === 'none') return step('planWeights');
    if (weights === 'planned') return step('applyWeights');
    return step(since.resultPublished === true ? 'done' : 'publishResult');
  }
  if (!view.isOpened) return head < startBlock ? wait(startBlock) : step('open');
  if (head < endBlock) return wait(endBlock);
  if (head < seedBlock) return since.walked === true ? wait(seedBlock + 1) : step('ingest');
  if (head === seedBlock) return wait(seedBlock + 1); // a look counts behind the block that draws the rows
  return head < evidenceBlock ? stepOfEvidence(view) : step('seal');
};
