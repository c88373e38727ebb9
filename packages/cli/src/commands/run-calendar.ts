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

const assertCalendar = ({ epochBlocks: length, seedDelay, exchangeBlocks }: CalendarFlags, evidence: number): void => {
  if (length < 1) throw usageError('an epoch has at least one block', 'say --epoch-blocks N');
  if (seedDelay < SEED_DELAY) {
    const help = 'EpochOpened takes no less: the block that draws the rows has to be younger than what was handed in';
    throw usageError(`--seed-delay ${seedDelay} is less than ${SEED_DELAY} blocks`, help);
  }
  if (seedDelay + evidence > length) {
    const behind = seedDelay + evidence - length;
    const message = `the evidence of an epoch would end ${behind} blocks behind the endBlock of the next one: ${seedDelay} + ${evidence} blocks, and an epoch has ${length}`;
    const help =
      'at endBlock the bucket of that epoch is walked, by the same process: make --evidence-blocks or --seed-delay smaller, or --epoch-blocks greater';
    throw usageError(message, help);
  }
  if (exchangeBlocks + 1 >= evidence) {
    const message = `no time is left to look rows up: ${evidence} blocks of evidence, ${exchangeBlocks} of exchange`;
    throw usageError(message, 'make --exchange-blocks smaller, or --evidence-blocks greater');
  }
};

/**
 * The blocks of an epoch. The time of evidence lies in the next epoch, and is over when the bucket of that one is walked: one process
 * takes the steps of one epoch after the other.
 */
export const epochBlocks = (flags: CalendarFlags, epoch: EpochNumber): EpochBlocks => {
  const { firstBlock, epochBlocks: length, seedDelay } = flags;
  const { evidenceBlocks = Math.floor(length / 2) } = flags;
  assertCalendar(flags, evidenceBlocks);
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
