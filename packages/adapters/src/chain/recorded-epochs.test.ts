import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Block, NetUid } from '@subnet-scoring/core';
import { epochInput, epochTerms, runEpoch, type SubnetState } from '@subnet-scoring/core/yuma';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readRecording, startChainNode } from '../testing/chain-node/index.js';
import { observedEpochs } from './observed-epochs.js';
import { openChain } from './open-chain.js';

const RECORDING = fileURLToPath(new URL('../../../../../shared/chain/subtensor293_recording.json.gz', import.meta.url));
const NETUID = 1 as NetUid;
const EPOCHS = 32;

const orThrow = <A>(result: E.Either<unknown, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left));
  return result.right;
};

/** What the epoch after this state stores, in the fields of the state that follows. */
const computed = (before: SubnetState): object => {
  const terms = epochTerms(runEpoch(orThrow(epochInput(before))));
  const { consensus, incentive, dividends, validatorTrust, validatorPermit, active, bonds } = terms;
  return { consensus, incentive, dividends, validatorTrust, validatorPermit, active, bonds: new Map(bonds) };
};

const stored = ({ neurons, consensus, incentive, dividends, validatorTrust, bonds }: SubnetState): object => ({
  consensus,
  incentive,
  dividends,
  validatorTrust,
  validatorPermit: neurons.map((neuron) => neuron.validatorPermit),
  active: neurons.map((neuron) => neuron.active),
  bonds: new Map(bonds),
});

test('every epoch that a real runtime ran is computed to the bit from the state before it', async () => {
  if (!existsSync(RECORDING)) return console.log('skipped: the recording of a runtime is not beside this repository');
  const node = await startChainNode(readRecording(RECORDING));
  const chain = orThrow(await openChain({ endpoints: [node.url] }));
  const { ran } = orThrow(await observedEpochs(chain, NETUID, 1 as Block, node.head() as Block));
  assert.is(ran.length, EPOCHS);
  for (const { block } of ran) {
    const before = orThrow(await chain.subnetAt(NETUID, 0, (block - 1) as Block));
    assert.is(orThrow(epochInput(before)).block, block);
    assert.equal(computed(before), stored(orThrow(await chain.subnetAt(NETUID, 0, block))), `block ${block}`);
  }
  await chain.disconnect();
  await node.close();
});

test.run();
