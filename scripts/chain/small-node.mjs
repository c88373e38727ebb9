#!/usr/bin/env node
// A small chain on this machine, to try `subnet-cli weights` without a network: netuid 1, five hotkeys with permits, among them
// Substrate's development keys of fixtures/wallets. Prints its address and ends after `--seconds N` (300). SIGUSR2 makes
// twenty blocks and says the last one on stderr. `--commit-reveal` hides weights, `--spec 424` is a runtime with timelocked commits; `--facts` only prints facts of an
// epoch for a log of it.

import { parseArgs } from 'node:util';
import { CHAIN_BLOCK, CHAIN_HOTKEYS, chainLogFacts } from '@subnet-scoring/adapters/testing';
import { smallChain, startChainNode } from '@subnet-scoring/adapters/testing/chain-node';

const NETUID = 1;
const FIRST_BLOCKS = 5;
const STEP_BLOCKS = 20;

const { values } = parseArgs({
  options: {
    facts: { type: 'boolean' },
    spec: { type: 'string', default: '293' },
    'commit-reveal': { type: 'boolean', default: false },
    seconds: { type: 'string', default: '300' },
  },
});

if (values.facts) console.log(chainLogFacts().join('\n'));
else {
  const subnet = {
    spec: Number(values.spec),
    netuid: NETUID,
    block: CHAIN_BLOCK,
    hotkeys: Object.values(CHAIN_HOTKEYS),
  };
  const hidden = ['subtensorModule', 'commitRevealWeightsEnabled', [NETUID], values['commit-reveal']];
  const node = await startChainNode(smallChain(subnet, [hidden]));
  node.mine(FIRST_BLOCKS);
  process.on('SIGUSR2', () => {
    node.mine(STEP_BLOCKS);
    console.error(`block ${node.head()}`);
  });
  setTimeout(() => process.exit(0), Number(values.seconds) * 1000);
  console.log(node.url);
}
