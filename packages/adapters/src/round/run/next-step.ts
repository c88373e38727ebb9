import type { Block, EpochOpened } from '@subnet-scoring/core';

/** The blocks that bound an epoch. */
export type EpochBlocks = Pick<EpochOpened['data'], 'startBlock' | 'endBlock' | 'seedBlock' | 'evidenceBlock'>;

/** Done by a process since it began; all of it may be done again, and then adds nothing. */
export interface Since {
  /** The block at which the bucket was last walked, and whether every version could be looked at. */
  readonly walkedAt?: Block;
  readonly walkedAll?: boolean;
  /** The block from which on a next look counts; `done` where none is left. */
  readonly checked?: Block | 'done';
  readonly observationsPublished?: boolean;
  readonly exchangedAt?: Block;
  /** The plan was sent, or handed over. */
  readonly applied?: boolean;
  /** The rate limit forbids to send before this block. */
  readonly sendFrom?: Block;
  /** The block at which plans on their way were last brought further. */
  readonly revealedAt?: Block;
  /** The chain refused a reveal then: it is tried again, behind the steps of the epoch. */
  readonly revealRefused?: boolean;
  readonly nextOpened?: boolean;
  readonly resultPublished?: boolean;
}

/** What the chain, the log and the directory of plans say of an epoch, and what this process has done since it began. */
export interface RoundView extends EpochBlocks {
  /** The last final block. */
  readonly head: Block;
  readonly isOpened: boolean;
  /** This validator opens epochs: the log is its own, or it is the log's authority. */
  readonly mayOpen: boolean;
  readonly isSealed: boolean;
  /** The log has observations of one's own; a list of them closes them. */
  readonly hasObserved: boolean;
  readonly hasListed: boolean;
  /** Validators with a permit of whom the log has no list; one's own does not count. */
  readonly listsMissing: number;
  /** `over`: there is nothing to send, because the epoch was sealed unjudged, or a later one is sealed. */
  readonly weights: 'none' | 'planned' | 'unsettled' | 'sent' | 'over';
  /** From which block on one's own list is published, whatever is left to check. */
  readonly listBlock: Block;
  /** From which block on there is something to do about plans on their way, of whatever epoch. */
  readonly revealFrom?: Block;
  /** From which block on the next epoch is opened, so that miners read its assignment in time; missing where this run does not open it. */
  readonly openNextFrom?: Block;
  /** No epoch follows in this run. */
  readonly isLast: boolean;
  readonly since: Since;
}

/** What is to be done next in an epoch. */
export type RoundStep =
  | {
      readonly kind:
        | 'open'
        | 'openNext'
        | 'ingest'
        | 'check'
        | 'publishObservations'
        | 'exchange'
        | 'seal'
        | 'planWeights'
        | 'applyWeights'
        | 'reveal'
        | 'publishResult'
        | 'done';
    }
  | { readonly kind: 'wait'; readonly fromBlock: Block; readonly isForOpening?: boolean };

const step = (kind: Exclude<RoundStep['kind'], 'wait'>): RoundStep => ({ kind });
const wait = (fromBlock: number): RoundStep => ({ kind: 'wait', fromBlock: fromBlock as Block });

/** Blocks before seedBlock from which on the bucket is walked for the last time: what miners bring until then counts. */
const LAST_WALK_BLOCKS = 3;

/** Until the seed: bring in what chain and bucket hold, when nothing more can be committed, and once more at the end. */
const stepOfIngest = ({
  hasListed,
  head,
  endBlock,
  seedBlock,
  since: { walkedAt, walkedAll },
}: RoundView): RoundStep => {
  // A look counts behind the block that draws the rows; what is seen behind the own list counts nowhere.
  if (head === seedBlock || hasListed) return wait(seedBlock + 1);
  if (walkedAt === undefined) return step('ingest');
  const lastWalk = Math.max(endBlock, seedBlock - LAST_WALK_BLOCKS);
  if (walkedAll === true && walkedAt >= lastWalk) return wait(seedBlock + 1);
  const next = walkedAll === true ? lastWalk : walkedAt + 1;
  return head >= next ? step('ingest') : wait(next);
};

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

/** Behind the seal: send weights, once, and say what came of the epoch. */
const stepOfResult = ({ head, since, weights }: RoundView): RoundStep => {
  const { applied = false, resultPublished = false, sendFrom = 0 } = since;
  if (weights === 'none') return step('planWeights');
  if (weights === 'unsettled') return wait(head + 1);
  if (weights === 'planned' && !applied) return head < sendFrom ? wait(sendFrom) : step('applyWeights');
  return step(resultPublished ? 'done' : 'publishResult');
};

const stepOfEpoch = (view: RoundView): RoundStep => {
  const { head, startBlock, endBlock, seedBlock, evidenceBlock } = view;
  if (view.isSealed) return stepOfResult(view);
  if (!view.isOpened) {
    if (head < startBlock) return wait(startBlock);
    return view.mayOpen ? step('open') : { kind: 'wait', fromBlock: (head + 1) as Block, isForOpening: true };
  }
  if (head < endBlock) return wait(endBlock);
  if (head <= seedBlock) return stepOfIngest(view);
  return head < evidenceBlock ? stepOfEvidence(view) : step('seal');
};

/** From which blocks on a plan on its way is brought further, once a block, and the next epoch is opened. */
const besides = (view: RoundView): { readonly revealFrom?: number; readonly openFrom?: number } => {
  const { isOpened, openNextFrom, revealFrom } = view;
  const { nextOpened = false, revealedAt = -1 } = view.since;
  return {
    ...(revealFrom === undefined ? {} : { revealFrom: Math.max(revealFrom, revealedAt + 1) }),
    ...(isOpened && !nextOpened && openNextFrom !== undefined ? { openFrom: openNextFrom } : {}),
  };
};

/** The block at which a check is broken off, however much is left to look up: something is due then that does not wait for it. */
export const checkUntil = (view: RoundView): Block => {
  const { head, listBlock, since } = view;
  const { openFrom = listBlock, revealFrom = listBlock } = besides(view);
  const urgentFrom = since.revealRefused === true ? listBlock : revealFrom;
  return Math.max(head + 1, Math.min(listBlock, openFrom, urgentFrom)) as Block;
};

/**
 * The next step of an epoch. It follows from what is written down and on the chain, so that a process that was killed goes on where it
 * was; steps that are taken again because of that find everything there. What does not belong to the epoch comes first, and cuts
 * waits short: a reveal has its window, and the next epoch its miners. A reveal that was refused comes where the epoch would wait, or
 * one old commit would keep it from its steps. The last epoch of a run is not done while a plan is on its way.
 */
export const nextStep = (view: RoundView): RoundStep => {
  const { head, isLast, since } = view;
  const { openFrom, revealFrom } = besides(view);
  const isDue = revealFrom !== undefined && head >= revealFrom;
  if (isDue && since.revealRefused !== true) return step('reveal');
  if (openFrom !== undefined && head >= openFrom) return step('openNext');
  const next = stepOfEpoch(view);
  const isIdle = next.kind === 'wait' || (next.kind === 'done' && isLast);
  if (isIdle && isDue) return step('reveal');
  if (next.kind === 'done' && isLast && revealFrom !== undefined) return wait(revealFrom);
  if (next.kind !== 'wait') return next;
  const { fromBlock } = next;
  return { ...next, fromBlock: Math.min(fromBlock, revealFrom ?? fromBlock, openFrom ?? fromBlock) as Block };
};
