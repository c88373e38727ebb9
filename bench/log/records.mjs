import { chainUpscale, encodeEvent } from '@subnet-scoring/core';
import { randomOf } from './random.mjs';

const VALIDATORS = 64;
const FIRST_UID = 2;
const COMMIT = 10;
const BOUNDARY = 100;
const SPEC_VERSION = 424;

/** Rows as the chain has them: the same weights, but one validator in four favours a miner and one in eight rounds otherwise. */
const valuesOf = (random, values) => {
  if (random.chance(250_000)) {
    const at = random.between(0, values.length - 1);
    return values.map((value, i) => (i === at ? 65_535 - value : value));
  }
  return random.chance(125_000) ? values.map((value) => Math.max(0, value - 1)) : values;
};

/** Lines of what a pull would have kept of one epoch: a boundary, and the row of each validator. */
export const recordLines = (seed, netuid, { epoch, opened, weights }, neurons) => {
  const random = randomOf(`${seed}/records/${epoch}`);
  const commitBlock = opened.evidenceBlock + COMMIT;
  const block = opened.evidenceBlock + BOUNDARY;
  const isValidator = ({ uid }) => uid >= FIRST_UID && uid < FIRST_UID + VALIDATORS;
  const { uids, values } = { uids: weights.vector.uids, values: chainUpscale(weights.vector.values) };
  const record = (type, data) => encodeEvent({ block, data: { ...data, mecid: 0 }, epoch, netuid, type, v: 1 });
  const total = values.reduce((sum, value) => sum + value, 0);
  const read = record('ChainEpochRead', {
    consensus: neurons.map(({ uid }) => Math.trunc(((values[uids.indexOf(uid)] ?? 0) * 65_535) / total)),
    hash: random.hex(64),
    lastUpdate: neurons.map((neuron) => (isValidator(neuron) ? commitBlock : 0)),
    neurons: neurons.map(({ hotkey, registeredAt, uid }, at) => ({
      hotkey,
      permit: isValidator(neurons[at]),
      registeredBlock: registeredAt,
      uid,
    })),
    specVersion: SPEC_VERSION,
    validatorTrust: neurons.map(() => 0),
  });
  const rows = neurons.filter(isValidator).map(({ hotkey, uid }) =>
    record('ChainWeightsRead', {
      cause: 'set',
      causeBlock: commitBlock,
      commitBlock,
      hotkey,
      lastUpdate: commitBlock,
      uid,
      uids,
      values: valuesOf(random, values),
    }),
  );
  return [read, ...rows];
};
