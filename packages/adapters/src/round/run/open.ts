import type { EpochNumber } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { readOpenEpoch } from '../../operations/open-epoch.js';
import { signedLine } from '../../signatures/index.js';
import { appendLines } from '../append-lines.js';
import { chainFailed, refusedByLog } from '../failure.js';
import { openingOf } from '../permitted-validators.js';
import type { Outcome, StepOptions } from './options.js';

/** Opens an epoch by the hash of its startBlock, unless it is open. The authority of a log signs what it appends. */
export const openEpoch = async (options: StepOptions, epoch: EpochNumber): Outcome => {
  const { blocksOf, chain, host, log, openingLines, signer, verify } = options;
  const read = await readOpenEpoch(log, epoch, host);
  if (E.isLeft(read)) return read;
  if (openingOf(read.right.facts.map(({ event }) => event)) !== undefined) {
    return E.right({ says: `epoch ${epoch} was open` });
  }
  const { startBlock } = blocksOf(epoch);
  const block = await chain.blockAt(startBlock);
  if (E.isLeft(block)) return E.left(chainFailed(block.left));
  const lines = await openingLines(epoch, block.right.hash, log);
  const { authority, genesis } = log.header;
  const arriving = authority === 'local' ? lines : lines.map((line) => signedLine(host.sha256, genesis, line, signer));
  const taken = await appendLines(log, arriving, { host, verify, file: 'opening' });
  if (E.isLeft(taken)) return E.left(refusedByLog(taken.left));
  return E.right({ says: `epoch ${epoch} by the hash of block ${startBlock}` });
};
