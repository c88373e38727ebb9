import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHAIN_BLOCK, CHAIN_HOTKEYS, chainLogFacts, tempWallets } from '@subnet-scoring/adapters/testing';
import {
  type ChainNode,
  type StorageWrite,
  smallChain,
  startChainNode,
} from '@subnet-scoring/adapters/testing/chain-node';
import { type Outside, runCli } from './run-cli.js';
import { tempDirectory } from './temp-log.js';

const GENESIS = '11'.repeat(32);

const MADE = 5;

/** A chain, and a directory with a log of its netuid 1 and the test wallets. */
export interface WeightsOutside {
  readonly node: ChainNode;
  readonly outside: Outside;
  /** Extrinsics that the node was asked to take. */
  readonly sends: () => number;
}

/** Runs a test with a chain of one small subnet, and parameters as given. */
export const withWeightsChain = async (
  writes: readonly StorageWrite[],
  use: (given: WeightsOutside) => Promise<void>,
  spec: 293 | 424 = 293,
): Promise<void> => {
  const node = await startChainNode(
    smallChain({ spec, netuid: 1, block: CHAIN_BLOCK, hotkeys: Object.values(CHAIN_HOTKEYS) }, writes),
  );
  node.mine(MADE);
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
