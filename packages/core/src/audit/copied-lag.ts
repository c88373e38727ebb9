import type { ChainEpochRead } from '../event/chain-epoch-read.js';
import type { Block } from '../ids.js';
import { chainUpscale } from '../weights/chain-upscale.js';
import { type Row, rowOf } from './row.js';

/** The consensus of a boundary as the row of somebody who copies it. */
export interface PastConsensus {
  readonly block: Block;
  readonly row: Row;
  /** What one unit of the stored consensus is worth in the row, rounded up: the chain cut the rest off. */
  readonly unit: number;
}

const U16_MAX = 65_535;

/** The consensus of a boundary; undefined where there is none yet, as all of it is 0. */
export const pastConsensus = ({ block, data }: ChainEpochRead): PastConsensus | undefined => {
  const most = data.consensus.reduce((greatest, value) => Math.max(greatest, value), 0);
  if (most === 0) return undefined;
  const uids = data.neurons.map(({ uid }) => uid);
  return { block, row: rowOf(uids, chainUpscale(data.consensus)), unit: Math.trunc((U16_MAX + most - 1) / most) };
};

const isAlike = ({ row, unit }: PastConsensus, found: Row): boolean => {
  const length = Math.max(row.length, found.length);
  for (let uid = 0; uid < length; uid += 1) if (Math.abs((row[uid] ?? 0) - (found[uid] ?? 0)) > unit) return false;
  return true;
};

const LAG_MAX = 8;

/**
 * How many boundaries before its commit the chain's consensus was what a row says, 1..8: 1 is the last boundary before the
 * commit. Undefined when none of them was. `past` ascends by block.
 */
export const copiedLag = (past: readonly PastConsensus[], commitBlock: Block, found: Row): number | undefined => {
  const before = past.filter(({ block }) => block < commitBlock);
  for (let lag = 1; lag <= Math.min(LAG_MAX, before.length); lag += 1) {
    if (isAlike(before[before.length - lag] as PastConsensus, found)) return lag;
  }
  return undefined;
};
