import type { Block, ChainRecord, ChainStateMissing, EpochNumber, Fact, Uid } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { ChainFailure, ChainReader } from '../port.js';
import { type BlockRead, readBlockFacts } from './block-facts.js';
import { type Boundary, boundaryRecords } from './boundary-records.js';
import type { EpochWindow } from './epoch-window.js';
import { recordEpoch } from './record-epoch.js';
import { type Followed, type RowCause, rowCauses } from './row-causes.js';

/** Which blocks are pulled, and what the log says about its epochs (ascending). */
export interface PullPlan extends Followed {
  readonly from: Block;
  readonly to: Block;
  readonly windows: readonly EpochWindow[];
  /** Blocks in which the chain ran an epoch. */
  readonly boundaries: ReadonlySet<Block>;
  /** What wrote the rows that stood before `from`, as far as it is known. */
  readonly causes: ReadonlyMap<Uid, RowCause>;
}

/** What one block gave. */
export interface Pulled {
  readonly block: Block;
  readonly lines: readonly (Fact | ChainRecord)[];
  /** Why the block could not be read; what it holds is then missing in the log. */
  readonly missing?: ChainFailure;
}

/** How many blocks are asked for at once: their answers come in one after another, the waiting is shared. */
const AHEAD = 8;

/** The node can be asked again; what it has not, it will not have later. */
const isPassing = ({ kind }: ChainFailure): boolean =>
  kind === 'network' || kind === 'timeout' || kind === 'wrong-genesis';

/** Consecutive blocks of one epoch that could not be read, all for one reason. */
interface Gap {
  readonly epoch: EpochNumber | undefined;
  readonly firstBlock: Block;
  readonly lastBlock: Block;
  readonly failure: ChainFailure;
}

const WHY_MAX = 256;

const gapRecords = ({ netuid, mecid }: PullPlan, gap: Gap | undefined): readonly ChainStateMissing[] => {
  if (gap?.epoch === undefined) return [];
  const { epoch, firstBlock, lastBlock, failure } = gap;
  const data = { mecid, missing: { firstBlock, lastBlock }, why: failure.message.slice(0, WHY_MAX) };
  return [{ block: lastBlock, data, epoch, netuid, type: 'ChainStateMissing', v: 1 }];
};

/** The gap with one more block in it, when it is of its kind. */
const wider = (gap: Gap | undefined, epoch: Gap['epoch'], block: Block, failure: ChainFailure): Gap | undefined =>
  gap?.epoch === epoch && gap?.failure.kind === failure.kind ? { ...gap, lastBlock: block } : undefined;

/**
 * Reads blocks in ascending order and yields what they give: chain facts for the epochs they belong to, and for every epoch of
 * the chain the records of an audit. A block that the node cannot give is yielded as missing, and the rest goes on; a failure
 * of the network ends it, and the next pull begins there.
 */
export async function* pullBlocks(reader: ChainReader, plan: PullPlan): AsyncGenerator<E.Either<ChainFailure, Pulled>> {
  const { netuid, from, to, windows, boundaries } = plan;
  const causes = rowCauses(reader, plan, plan.causes);

  const recordsOf = async ({ block, events }: BlockRead): Promise<E.Either<ChainFailure, readonly ChainRecord[]>> => {
    await causes.follow(block, events, 'chain');
    const epoch = recordEpoch(windows, block);
    const boundary: Boundary | undefined =
      boundaries.has(block) && epoch !== undefined ? { netuid, mecid: plan.mecid, block, epoch, events } : undefined;
    const records = boundary === undefined ? E.right([]) : await boundaryRecords(reader, boundary, causes);
    await causes.follow(block, events, 'extrinsics');
    return records;
  };

  let gap: Gap | undefined;
  for (let first: number = from; first <= to; first += AHEAD) {
    const blocks = Array.from({ length: Math.min(AHEAD, to - first + 1) }, (_, at) => (first + at) as Block);
    const reads = await Promise.all(blocks.map((block) => readBlockFacts(reader, netuid, windows, block)));
    for (const [at, read] of reads.entries()) {
      const block = (first + at) as Block;
      const records = E.isRight(read) ? await recordsOf(read.right) : read;
      const facts = E.isRight(read) ? read.right.facts : [];
      if (E.isRight(records)) {
        yield E.right({ block, lines: [...gapRecords(plan, gap), ...facts, ...records.right] });
        gap = undefined;
        continue;
      }
      const failure = records.left;
      if (isPassing(failure)) return yield records;
      const epoch = recordEpoch(windows, block);
      const widened = wider(gap, epoch, block, failure);
      const closed = widened === undefined ? gapRecords(plan, gap) : [];
      gap = widened ?? { epoch, firstBlock: block, lastBlock: block, failure };
      yield E.right({ block, lines: [...closed, ...facts], missing: failure });
    }
  }
  if (gap !== undefined) yield E.right({ block: to, lines: gapRecords(plan, gap) });
}
