import { accountFromBytes } from '@subnet-scoring/core';
import { randomOf } from './random.mjs';

/** What does not depend on the epoch: who takes part, which zipcodes exist, and the rules in force. */

export const NETUID = 46;
export const MINERS = 256;
export const ZIPCODES = 30;
export const FIRST_EPOCH = 1;
const FIRST_BLOCK = 5_000_000;
const EPOCH_BLOCKS = 7_200;

/** A new hotkey or coldkey. */
export const account = (random) => accountFromBytes(Buffer.from(random.hex(64), 'hex'));

const neuron = (random, uid, coldkey, validatorPermit) => ({
  coldkey: coldkey ?? account(random),
  hotkey: account(random),
  registeredAt: FIRST_BLOCK - random.between(1, 400_000),
  stakeRao: String(random.between(1, 900_000)) + random.hex(9).replace(/\D/g, '0'),
  uid,
  validatorPermit,
});

/** Miners of one coldkey are common; every tenth hotkey belongs to the owner of the one before it. */
const makeNeurons = (random) => {
  const neurons = [neuron(random, 0, undefined, false), neuron(random, 1, undefined, true)];
  for (let i = 0; i < MINERS; i += 1) {
    const shared = i > 0 && random.chance(100_000);
    neurons.push(neuron(random, neurons.length, shared ? neurons.at(-1).coldkey : undefined, false));
  }
  return neurons;
};

/** The subnet before its first epoch. Uid 0 is the burn hotkey, uid 1 the one observer; all others are miners. */
export const makeWorld = (seed) => {
  const random = randomOf(`${seed}/world`);
  const zipcodes = new Set();
  while (zipcodes.size < ZIPCODES) zipcodes.add(String(random.between(10_000, 99_999)));
  const assignment = [...zipcodes].sort().map((zipcode) => ({ expected: random.between(40, 900), zipcode }));
  const neurons = makeNeurons(random);
  const inventors = new Set(random.some(neurons.slice(2), 3).map(({ hotkey }) => hotkey));
  return { seed, neurons, assignment, inventors };
};

/** The subnet after an epoch: one slot has another holder. */
export const churn = (world, { uid, hotkey, coldkey, block }) => ({
  ...world,
  neurons: world.neurons.map((item) =>
    item.uid === uid ? { ...item, hotkey, coldkey, registeredAt: block, stakeRao: '0' } : item,
  ),
});

/** Blocks of an epoch. */
export const blocksOf = (epoch) => {
  const startBlock = FIRST_BLOCK + (epoch - FIRST_EPOCH) * EPOCH_BLOCKS;
  const endBlock = startBlock + EPOCH_BLOCKS;
  return { startBlock, endBlock, seedBlock: endBlock + 10, evidenceBlock: endBlock + 310 };
};
