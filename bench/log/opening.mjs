import { factOf } from './fact.mjs';
import { account, blocksOf, churn, FIRST_EPOCH } from './world.mjs';

/** A finalized block. */
export const blockFact = (random, epoch, block, hash = random.hex(64)) =>
  factOf(epoch, block, 'BlockFinalized', {
    hash,
    parentHash: random.hex(64),
    timestampMs: 1_750_000_000_000 + block * 12_000,
  });

const snapshot = (epoch, block, neurons) =>
  factOf(epoch, block, 'MetagraphSnapshotTaken', { neurons, specVersion: 424 });

const activation = ({ name, mechanism, version, params }, epoch, startBlock, burnHotkey) => {
  const data = { burnHotkey, fromEpoch: epoch, mechanism, params, ruleset: name, shareppm: 1_000_000, version };
  return factOf(epoch, startBlock - 1, 'MechanismActivated', data, { by: 'local' });
};

/** One slot gets another holder: who, where, when. */
export const drawJoined = (random, world, { startBlock }) => {
  const { uid } = random.pick(world.neurons.slice(2));
  return {
    block: startBlock + random.between(100, 7_000),
    coldkey: account(random),
    hotkey: account(random),
    uid,
  };
};

/** What an epoch has whatever its mechanism is; `ruleset` takes effect with the first. */
export const opening = (random, world, joined, epoch, { nonce, ruleset, zipcodes, extrinsic }) => {
  const blocks = blocksOf(epoch);
  const { startBlock, seedBlock, evidenceBlock } = blocks;
  const { uid, hotkey, coldkey, block } = joined;
  return [
    ...(epoch === FIRST_EPOCH ? [activation(ruleset, epoch, startBlock, world.neurons[0].hotkey)] : []),
    factOf(epoch, startBlock, 'EpochOpened', { ...blocks, nonce, zipcodes }, { by: 'local' }),
    ...[startBlock, seedBlock, evidenceBlock].map((height) => blockFact(random, epoch, height)),
    snapshot(epoch, startBlock, world.neurons),
    snapshot(epoch, evidenceBlock, churn(world, joined).neurons),
    factOf(epoch, block, 'NeuronRegistered', { coldkey, hotkey, uid }, { ix: [extrinsic, 2] }),
  ];
};
