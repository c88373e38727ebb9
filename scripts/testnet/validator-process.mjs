#!/usr/bin/env node
// One validator of the test network in a process of its own, so that a test can kill it. Prints each step before it goes on; after
// `wait N` it goes on when a line comes in.

import { createInterface } from 'node:readline';
import { openChain } from '@subnet-scoring/adapters/chain';
import { bucketAt, signerOf } from './network.mjs';
import { right } from './right.mjs';
import { newValidator, roundOf } from './validator.mjs';

const { directory, genesis, node, endpoint, source, key, name, epoch } = JSON.parse(process.argv[2]);
const network = {
  directory,
  genesis,
  chain: right(await openChain({ endpoints: [node], genesis })),
  bucket: bucketAt(endpoint),
  source: { endpoint: source },
  burn: await signerOf(1),
};
const validator = newValidator(network, await signerOf(key), name);
const goOn = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
for await (const next of roundOf(network, validator, epoch)) {
  const { step } = right(next);
  console.log(step.kind === 'wait' ? `wait ${step.fromBlock}` : step.kind);
  if (step.kind === 'wait') await goOn.next();
}
await validator.log.close();
await network.chain.disconnect();
process.stdin.destroy();
