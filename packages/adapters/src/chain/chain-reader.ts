import type { Block } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { Connection } from './connect.js';
import type { ChainFailure, ChainReader, FromChain } from './port.js';
import { readBlock, readFinalizedHead, readHead } from './read-block.js';
import { readCommitments } from './read-commitments.js';
import { readEpochMark } from './read-epoch-mark.js';
import { readEvents } from './read-events.js';
import { readNeurons } from './read-neurons.js';
import { readSubnet } from './read-subnet.js';
import { readWeightCommits } from './read-weight-commits.js';
import type { Session } from './session.js';

/** A failure that names the block it is about. */
const about =
  (block: Block) =>
  (failure: ChainFailure): ChainFailure => ({ block, ...failure });

/** The reader over a session. */
export const chainReader = async (session: Session): Promise<E.Either<ChainFailure, ChainReader>> => {
  const genesis = await session.use('connecting', async ({ genesis: hash }) => hash);
  if (E.isLeft(genesis)) return genesis;
  const at = async <A>(block: Block, what: string, work: (connection: Connection) => Promise<A>): FromChain<A> =>
    E.mapLeft(about(block))(await session.use(`${what} of block ${block}`, work));
  return E.right({
    genesis: genesis.right,
    head: () => session.use('the head', readHead),
    finalizedHead: () => session.use('the finalized head', readFinalizedHead),
    blockAt: (block) => at(block, 'the header', (open) => readBlock(open, block)),
    subnetAt: (netuid, mecid, block) => at(block, 'the state', (open) => readSubnet(open, netuid, mecid, block)),
    neuronsAt: (netuid, block) => at(block, 'the neurons', (open) => readNeurons(open, netuid, block)),
    epochMarkAt: (netuid, block) => at(block, 'the calendar', (open) => readEpochMark(open, netuid, block)),
    eventsAt: (block) => at(block, 'the events', (open) => readEvents(open, block)),
    commitmentsAt: (netuid, block) => at(block, 'the commitments', (open) => readCommitments(open, netuid, block)),
    weightCommitsAt: (netuid, mecid, hotkey, block) =>
      at(block, 'the weight commits', (open) => readWeightCommits(open, netuid, mecid, hotkey, block)),
    disconnect: session.close,
  });
};
