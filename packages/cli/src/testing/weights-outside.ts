import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chainLogFacts, tempWallets } from '@subnet-scoring/adapters/testing';
import {
  type ChainNode,
  readRecording,
  type StorageWrite,
  startChainNode,
  withStorage,
} from '@subnet-scoring/adapters/testing/chain-node';
import { type Outside, runCli } from './run-cli.js';
import { tempDirectory } from './temp-log.js';

const RECORDING = fileURLToPath(new URL('../../../../fixtures/chain/subtensor293_recording.json.gz', import.meta.url));
const GENESIS = '11'.repeat(32);

/** A replayed chain, and a directory with a log of its netuid 1 and the test wallets. */
export interface WeightsOutside {
  readonly node: ChainNode;
  readonly outside: Outside;
  /** Extrinsics that the node was asked to take. */
  readonly sends: () => number;
}

/** Runs a test with a chain whose tempo is 20, and other parameters as given. */
export const withWeightsChain = async (
  writes: readonly StorageWrite[],
  use: (given: WeightsOutside) => Promise<void>,
): Promise<void> => {
  const tempo: StorageWrite = ['subtensorModule', 'tempo', [1], 20];
  const node = await startChainNode(withStorage(readRecording(RECORDING), [tempo, ...writes]));
  const cwd = tempDirectory();
  const outside = { cwd, env: { BT_WALLET: 'test', BT_WALLET_PATH: tempWallets(), SUBNET_NETWORK: node.url } };
  try {
    writeFileSync(join(cwd, 'facts.ndjson'), `${chainLogFacts().join('\n')}\n`);
    await runCli(['log', 'init', 'subnet-log', '--netuid', '1', '--genesis', GENESIS], outside);
    await runCli(['log', 'append', 'facts.ndjson'], outside);
    await use({
      node,
      outside,
      sends: () => node.requests().filter((method) => method.startsWith('author_submit')).length,
    });
  } finally {
    await node.close();
  }
};
