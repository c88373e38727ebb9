#!/usr/bin/env node
// A whole subnet on this machine: `npm run testnet`. Three validators and eight miners play two epochs over a chain, a bucket and a
// source of listings on 127.0.0.1. Ends with 0 only if all validators agree and only the honest miners are paid.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { playEpoch } from './testnet/epoch.mjs';
import { startNetwork } from './testnet/network.mjs';
import { newValidator } from './testnet/validator.mjs';
import { isGood, verdictLines, verdictOf } from './testnet/verdict.mjs';

const { values } = parseArgs({
  options: {
    epochs: { type: 'string', default: '2' },
    outage: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    keep: { type: 'string' },
    quiet: { type: 'boolean', default: false },
  },
});

const directory = values.keep ?? mkdtempSync(join(tmpdir(), 'testnet-'));
const network = await startNetwork({ directory, outage: Number(values.outage), seed: values.seed });
const validators = network.validators.map((signer, at) => newValidator(network, signer, `validator-${at + 1}`));
const say = values.quiet ? () => undefined : (line) => console.error(line);
let good = true;
for (let epoch = 0; epoch < Number(values.epochs); epoch += 1) {
  await playEpoch(network, validators, epoch, say);
  const verdict = await verdictOf(network, validators, epoch);
  good &&= isGood(verdict);
  console.log(verdictLines(verdict).join('\n'));
}
for (const { log } of validators) await log.close();
await network.close();
if (values.keep === undefined) rmSync(directory, { recursive: true });
else console.log(`the logs are in ${directory}`);
process.exitCode = good ? 0 : 1;
