import { presentMechanism } from '@subnet-scoring/adapters/chain';
import type { Block, NetUid } from '@subnet-scoring/core';
import type { ExitCode } from '../exit.js';
import { CHAIN_EXITS, type ChainFlags, chainOptions, orChainThrow, withChain } from './chain-open.js';
import { command } from './command.js';
import { blockOption, mechanismOption, netuidOption } from './options.js';

interface Options extends ChainFlags {
  readonly netuid: NetUid;
  readonly mechanism?: number;
  readonly block?: Block;
}

/** `chain state`: the state of a subnet as JSON. */
export const chainState = command<Options>({
  about:
    'Prints all that an epoch of the chain reads of a subnet, after a block, as one JSON object: neurons, stake, permits, weights, bonds and hyperparameters, as the runtime of that block has them. `yuma` computes an epoch from it.',
  args: [],
  options: [
    netuidOption(),
    mechanismOption(),
    blockOption('--block <n>', 'after this block (default: the last final one)'),
    ...chainOptions(),
  ],
  examples: ['chain state --netuid 46 > state.json', 'chain state --netuid 46 --block 6545000 -n archive'],
  exits: CHAIN_EXITS,
  run: (context, { netuid, mechanism = 0, block, ...flags }) =>
    withChain(context, flags, undefined, async (chain): Promise<ExitCode> => {
      const at = block ?? orChainThrow(await chain.finalizedHead()).block;
      const state = orChainThrow(await chain.subnetAt(netuid, mechanism, at));
      orChainThrow(presentMechanism(state));
      await context.print(JSON.stringify(state));
      if (context.flags.json) await context.printJson('chain-state', { state });
      return 0;
    }),
});
