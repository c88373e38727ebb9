import { nodeHost } from '@subnet-scoring/adapters/node';
import {
  type Assignment,
  type Block,
  type DrawSeed,
  decodeFact,
  encodeEvent,
  type LogHeader,
  openedBy,
} from '@subnet-scoring/core';
import type { Option } from 'commander';
import { usageError } from '../cli-error.js';
import { countOption } from './options.js';

const BLOCK_MAX = 0xffffffff;
const SEED_DELAY_BLOCKS = 10;

/** The blocks of the epoch that is to be opened. */
export interface OpeningOptions {
  readonly startBlock?: number;
  readonly endBlock?: number;
  readonly seedBlock?: number;
  readonly evidenceBlock?: number;
}

export const openingOptions = (): readonly Option[] => [
  countOption('--start-block <n>', 'with --facts: first block of the epoch', BLOCK_MAX),
  countOption('--end-block <n>', 'with --facts: commitments count before it', BLOCK_MAX),
  countOption(
    '--seed-block <n>',
    `with --facts: its hash draws rows (default: --end-block + ${SEED_DELAY_BLOCKS})`,
    BLOCK_MAX,
  ),
  countOption(
    '--evidence-block <n>',
    'with --facts: facts count before it (default: as long again as the epoch)',
    BLOCK_MAX,
  ),
];

/** The line that opens the epoch, without signature. */
export const openingLine = (
  options: OpeningOptions,
  seed: DrawSeed,
  authority: LogHeader['authority'],
  { zipcodes }: Extract<Assignment, { kind: 'assigned' }>,
): string => {
  const { startBlock, endBlock } = options;
  if (startBlock === undefined || endBlock === undefined) {
    throw usageError('which blocks? --facts writes the line that opens the epoch', 'add --start-block N --end-block M');
  }
  const { seedBlock = endBlock + SEED_DELAY_BLOCKS } = options;
  const { evidenceBlock = seedBlock + endBlock - startBlock } = options;
  const blocks = {
    startBlock: startBlock as Block,
    endBlock: endBlock as Block,
    seedBlock: seedBlock as Block,
    evidenceBlock: evidenceBlock as Block,
  };
  const line = encodeEvent(openedBy(nodeHost.sha256, seed, { ...blocks, authority }, zipcodes));
  const checked = decodeFact(line, nodeHost.sha256);
  if (checked._tag === 'Right') return line;
  const { expected, found } = checked.left;
  throw usageError(
    `these blocks open no epoch: expected ${expected}, got ${found}`,
    'see EpochOpened in docs/events.md',
  );
};
