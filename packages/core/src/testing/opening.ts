import type { Fact } from '../event/index.js';
import type { Json } from '../event/json.js';
import { blockTimeMs } from './block-time.js';
import { type Envelope, makeFact } from './fact.js';
import { accountOf, hashOf } from './names.js';
import type { World } from './world.js';

export interface OpeningOptions {
  /** Other zipcodes than the world's. */
  readonly zipcodes?: Readonly<Record<string, number>>;
  /** Parameters that take effect with this epoch; the first epoch activates the world's anyway. */
  readonly activate?: { readonly [key: string]: Json };
  readonly nonce?: string;
}

/** Hash of a block in this world. */
export const blockHash = (world: World, block: number): string => hashOf(`block/${world.salt}/${block}`);

/** A finalized block, as the fact of one epoch. */
export const finalized = (world: World, epoch: number, block: number): Fact =>
  makeFact(
    'BlockFinalized',
    { netuid: world.netuid, epoch, block },
    {
      hash: blockHash(world, block),
      parentHash: blockHash(world, block - 1),
      timestampMs: blockTimeMs(block),
    },
  );

/** The nonce of an epoch: known with its startBlock, not before. */
export const nonceOf = (world: World, epoch: number): string => hashOf(`nonce/${world.salt}/${epoch}`);

/** Parameters of the world's mechanism that take effect with an epoch. */
export const activation = (
  world: World,
  epoch: number,
  params: { readonly [key: string]: Json },
  block?: number,
): Fact =>
  makeFact(
    'MechanismActivated',
    { netuid: world.netuid, epoch, block: block ?? world.blocksOf(epoch).startBlock - 1, by: 'local' },
    {
      burnHotkey: accountOf(world.burn),
      fromEpoch: epoch,
      mechanism: world.mechanism,
      params,
      ruleset: world.ruleset,
      shareppm: 1_000_000,
      version: 1,
    },
  );

/** Everything about an epoch that is not a miner's doing: its opening, blocks, snapshots, registrations, and rules. */
export const opening = (world: World, epoch: number, options: OpeningOptions = {}): Fact[] => {
  const { startBlock, endBlock, seedBlock, evidenceBlock } = world.blocksOf(epoch);
  const at = (block: number): Envelope => ({ netuid: world.netuid, epoch, block });
  const zipcodes = Object.entries(options.zipcodes ?? world.zipcodes)
    .map(([zipcode, expected]) => ({ zipcode, expected }))
    .sort((a, b) => (a.zipcode < b.zipcode ? -1 : 1));
  const params = options.activate ?? (epoch === world.firstEpoch ? world.params : undefined);
  const nonce = options.nonce ?? nonceOf(world, epoch);
  const blocks = { startBlock, endBlock, seedBlock, evidenceBlock };
  const registered = world.neurons.filter(
    ({ registeredAt }) => registeredAt > startBlock && registeredAt < evidenceBlock,
  );
  const snapshot = (block: number): Fact =>
    makeFact('MetagraphSnapshotTaken', at(block), { neurons: world.neuronsAt(block), specVersion: 424 });
  return [
    ...(params === undefined ? [] : [activation(world, epoch, params)]),
    makeFact('EpochOpened', { ...at(startBlock), by: 'local' }, { ...blocks, nonce, zipcodes }),
    finalized(world, epoch, startBlock),
    snapshot(startBlock),
    ...registered.map(({ coldkey, hotkey, registeredAt, uid }) =>
      makeFact('NeuronRegistered', { ...at(registeredAt), ix: [1, uid] }, { coldkey, hotkey, uid }),
    ),
    finalized(world, epoch, seedBlock),
    finalized(world, epoch, evidenceBlock),
    snapshot(evidenceBlock),
  ];
};
