import type { EpochBlocks } from '@subnet-scoring/adapters/round';
import type { Block, EpochNumber } from '@subnet-scoring/core';
import type { Option } from 'commander';
import { usageError } from '../cli-error.js';
import { blockOption, countOption } from './options.js';

/** When epochs begin and how long they take, in blocks. */
export interface CalendarFlags {
  readonly firstBlock: Block;
  readonly epochBlocks: number;
  readonly seedDelay: number;
  readonly evidenceBlocks?: number;
  /** Blocks before evidenceBlock that are left to publish and to take in. */
  readonly exchangeBlocks: number;
}

const BLOCKS_MAX = 1_000_000;
const EXCHANGE_BLOCKS = 20;
const SEED_DELAY = 10; // the least that EpochOpened takes

export const calendarOptions = (): readonly Option[] => [
  blockOption('--first-block <n>', 'startBlock of epoch 0').makeOptionMandatory(),
  countOption('--epoch-blocks <n>', 'length of an epoch', BLOCKS_MAX).makeOptionMandatory(),
  countOption('--seed-delay <n>', 'blocks from endBlock to seedBlock', BLOCKS_MAX).default(SEED_DELAY),
  countOption('--evidence-blocks <n>', 'blocks from seedBlock to evidenceBlock (default: half an epoch)', BLOCKS_MAX),
  countOption('--exchange-blocks <n>', 'the last of these, in which validators read each other', BLOCKS_MAX).default(
    EXCHANGE_BLOCKS,
  ),
];

/** The blocks of an epoch. An epoch is over before the bucket of the next one is walked, so that one process does both. */
export const epochBlocks = (flags: CalendarFlags, epoch: EpochNumber): EpochBlocks => {
  const { firstBlock, epochBlocks: length, seedDelay, exchangeBlocks } = flags;
  const { evidenceBlocks = Math.floor(length / 2) } = flags;
  if (length < 1 || seedDelay < SEED_DELAY || evidenceBlocks < 1 || seedDelay + evidenceBlocks > length) {
    const message = `these epochs overlap: ${seedDelay} + ${evidenceBlocks} blocks after endBlock, and an epoch has ${length}`;
    throw usageError(
      message,
      `--seed-delay is at least ${SEED_DELAY}, and together with --evidence-blocks at most --epoch-blocks`,
    );
  }
  if (exchangeBlocks + 1 >= evidenceBlocks) {
    const message = `no time is left to look rows up: ${evidenceBlocks} blocks of evidence, ${exchangeBlocks} of exchange`;
    throw usageError(message, 'make --exchange-blocks smaller, or --evidence-blocks greater');
  }
  const startBlock = firstBlock + epoch * length;
  const endBlock = startBlock + length;
  const seedBlock = endBlock + seedDelay;
  return {
    startBlock: startBlock as Block,
    endBlock: endBlock as Block,
    seedBlock: seedBlock as Block,
    evidenceBlock: (seedBlock + evidenceBlocks) as Block,
  };
};
