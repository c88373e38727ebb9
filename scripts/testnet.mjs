#!/usr/bin/env node
// A whole subnet on this machine: `npm run testnet`. Three validators and eight miners play two epochs over a chain, a bucket and a
// source of listings on 127.0.0.1. Ends with 0 only if all validators agree, only the honest miners are paid, and nothing was sent
// twice. With --kill each player is a process, and so are the servers: all of them are killed at any moment.

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killer } from './testnet/deaths.mjs';
import { playEpoch } from './testnet/epoch.mjs';
import { startNetwork } from './testnet/network.mjs';
import { readOptions } from './testnet/options.mjs';
import { isGood, verdictLines, verdictOf } from './testnet/verdict.mjs';

const play = async ({ endpoint, epochs, keep, kill, miners, outage, quiet, seed }) => {
  const directory = keep ?? mkdtempSync(join(tmpdir(), 'testnet-'));
  mkdirSync(directory, { recursive: true });
  const say = quiet ? () => undefined : (line) => console.error(line);
  const { lifeOf, killed } = killer(seed, kill, epochs);
  const network = await startNetwork({ directory, endpoint, outage, miners, seed: String(seed), lifeOf, say });
  let good = true;
  try {
    for (let epoch = 0; epoch < epochs; epoch += 1) {
      await playEpoch(network, epoch, { areApart: kill > 0, lifeOf, say });
      const verdict = await verdictOf(network, epoch);
      good &&= isGood(verdict);
      console.log(verdictLines(verdict).join('\n'));
    }
  } finally {
    await network.close();
  }
  if (kill > 0) console.log(`seed ${seed}: ${killed()} times a process was killed`);
  if (keep === undefined) rmSync(directory, { recursive: true });
  else console.log(`the logs are in ${directory}`);
  return good ? 0 : 1;
};

/** Ends with a sentence: 2 for options that do not fit, 125 when the network cannot be played to its end. */
const end = (code) => (error) => {
  console.error(error.message);
  process.exit(code);
};

process.once('unhandledRejection', end(125)); // a process that does not get on
try {
  const options = readOptions(process.argv.slice(2));
  process.exitCode = await play(options).catch(end(125));
} catch (error) {
  end(2)(error);
}
