import type { Block, Uid } from '@subnet-scoring/core';
import type { EpochWindow } from './epoch-window.js';
import type { Known } from './known.js';
import type { PullPlan } from './pull.js';
import type { Followed, RowCause } from './row-causes.js';

/** Blocks from `from` to `to`, both included. */
export interface BlockRange {
  readonly from: Block;
  readonly to: Block;
}

/**
 * The blocks of some epochs (ascending, at least one): from the first startBlock until the weights of the last one give way to
 * those of the next, which is the next evidenceBlock, or as many blocks later as the epoch itself is long.
 */
export const epochsRange = (selected: readonly EpochWindow[], all: readonly EpochWindow[]): BlockRange => {
  const from = Math.min(...selected.map(({ startBlock }) => startBlock)) as Block;
  const last = selected.reduce((best, window) => (window.evidenceBlock > best.evidenceBlock ? window : best));
  const later = all.map(({ evidenceBlock }) => evidenceBlock).filter((block) => block > last.evidenceBlock);
  const length = last.evidenceBlock - last.startBlock;
  return { from, to: (later.length === 0 ? last.evidenceBlock + length : Math.min(...later)) as Block };
};

/** What wrote the rows of a boundary, from its records. */
const causesAt = ({ rows }: Known, { mecid }: Followed, block: Block): ReadonlyMap<Uid, RowCause> =>
  new Map(rows.filter((row) => row.block === block && row.data.mecid === mecid).map(({ data }) => [data.uid, data]));

/** True when the log has the snapshots that a pull up to this block would have taken. */
const hasSnapshots = ({ facts, sealed }: Known, selected: readonly EpochWindow[], upTo: Block): boolean => {
  const taken = new Set(
    facts.flatMap(({ type, epoch, block }) => (type === 'MetagraphSnapshotTaken' ? [`${epoch} ${block}`] : [])),
  );
  return selected
    .filter(({ epoch }) => !sealed.has(epoch))
    .every(({ epoch, startBlock, evidenceBlock }) =>
      [startBlock, evidenceBlock].every((block) => block > upTo || taken.has(`${epoch} ${block}`)),
    );
};

/**
 * Where a pull that was broken off goes on: at the last boundary of the chain up to which every boundary has its record and
 * every epoch its snapshots. A pull goes upward, so everything below was read.
 */
const resumeAt = (
  known: Known,
  of: Followed,
  selected: readonly EpochWindow[],
  from: Block,
  boundaries: readonly Block[],
): Block => {
  const recorded = new Set(known.boundaries.filter(({ data }) => data.mecid === of.mecid).map(({ block }) => block));
  let resume = from;
  for (const block of boundaries) {
    if (block < from) continue;
    if (!recorded.has(block) || !hasSnapshots(known, selected, block)) break;
    resume = block;
  }
  return resume;
};

/** A plan from what is asked for and what the log holds; with `again` nothing is taken as read. `boundaries` ascend. */
export const planPull = (
  known: Known,
  of: Followed,
  selected: readonly EpochWindow[],
  range: BlockRange,
  boundaries: readonly Block[],
  again: boolean,
): PullPlan => {
  const from = again ? range.from : resumeAt(known, of, selected, range.from, boundaries);
  const causes = from === range.from ? new Map<Uid, RowCause>() : causesAt(known, of, from);
  const { netuid, mecid } = of;
  return { netuid, mecid, from, to: range.to, windows: known.windows, boundaries: new Set(boundaries), causes };
};
