import type { Fact } from '../../event/index.js';
import type { Json } from '../../event/json.js';
import { makeFact } from '../fact.js';
import { accountOf, hashOf } from '../names.js';

/** A miner of a test; only the name is needed. */
export interface MinerOptions {
  readonly name: string;
  readonly coldkey?: string;
  readonly uid?: number;
  readonly registeredAt?: number;
  /** First block at which it is no longer registered. */
  readonly leftAt?: number;
}

export interface RaceOptions {
  readonly miners: readonly (string | MinerOptions)[];
  readonly params: { readonly [key: string]: Json };
  readonly ruleset: string;
  readonly netuid?: number;
  /** Put into every hash of a block, so that another salt is another draw. */
  readonly salt?: string;
}

/** A subnet with a burn hotkey (uid 0), one observer with a permit (uid 1) and miners. */
export interface Race extends Required<Omit<RaceOptions, 'miners'>> {
  readonly miners: readonly Required<MinerOptions>[];
}

const EPOCH_BLOCKS = 200;
const FIRST_BLOCK = 1_000;
const WINDOW_BLOCKS = 100;
const SEED_DELAY_BLOCKS = 10;
const NEVER = 0xffffffff;
const FIRST_BLOCK_MS = 1_600_000_000_000;
const BLOCK_MS = 12_000;

/** The name behind the burn hotkey, and that of the only observer. */
export const BURN = 'burn';
export const OBSERVER = 'vera';

/** Makes a subnet; everything follows from the options. */
export const raceWorld = (options: RaceOptions): Race => ({
  netuid: 46,
  salt: '',
  ...options,
  miners: options.miners
    .map((item): MinerOptions => (typeof item === 'string' ? { name: item } : item))
    .map((item, at) => ({
      coldkey: `${item.name}/coldkey`,
      uid: at + 2,
      registeredAt: at + 3,
      leftAt: NEVER,
      ...item,
    })),
});

/** The blocks of an epoch. */
export const blocksOf = (epoch: number) => {
  const startBlock = FIRST_BLOCK + EPOCH_BLOCKS * epoch;
  const endBlock = startBlock + WINDOW_BLOCKS;
  return { startBlock, endBlock, seedBlock: endBlock + SEED_DELAY_BLOCKS, evidenceBlock: startBlock + EPOCH_BLOCKS };
};

/** Hash of a block. */
export const blockHash = ({ salt }: Race, block: number): ReturnType<typeof hashOf> => hashOf(`block/${salt}/${block}`);

/** A finalized block as the fact of an epoch. */
export const finalized = (race: Race, epoch: number, block: number): Fact =>
  makeFact(
    'BlockFinalized',
    { netuid: race.netuid, epoch, block },
    {
      hash: blockHash(race, block),
      parentHash: blockHash(race, block - 1),
      timestampMs: FIRST_BLOCK_MS + block * BLOCK_MS,
    },
  );

const neuron = (name: string, uid: number, registeredAt: number, coldkey = `${name}/coldkey`) => ({
  coldkey: accountOf(coldkey),
  hotkey: accountOf(name),
  registeredAt,
  stakeRao: '0',
  uid,
  validatorPermit: name === OBSERVER,
});

const snapshot = (race: Race, epoch: number, block: number): Fact => {
  const miners = race.miners
    .filter(({ registeredAt, leftAt }) => registeredAt <= block && block < leftAt)
    .map(({ name, uid, registeredAt, coldkey }) => neuron(name, uid, registeredAt, coldkey));
  const neurons = [neuron(BURN, 0, 1), neuron(OBSERVER, 1, 2), ...miners].sort((a, b) => a.uid - b.uid);
  return makeFact('MetagraphSnapshotTaken', { netuid: race.netuid, epoch, block }, { neurons, specVersion: 424 });
};

/** Rules that take effect with an epoch; those of the volume race unless another mechanism is named. */
export interface Rules extends Pick<RaceOptions, 'params' | 'ruleset'> {
  readonly mechanism?: string;
  readonly shareppm?: number;
  /** Name of the burn hotkey; default: the subnet's. */
  readonly burn?: string;
}

/** Puts rules in force from an epoch on. */
export const activation = (race: Race, epoch: number, rules: Rules): Fact => {
  const { params, ruleset, mechanism = 'volume-race', shareppm = 1_000_000, burn = BURN } = rules;
  const block = blocksOf(epoch).startBlock - 1;
  return makeFact(
    'MechanismActivated',
    { netuid: race.netuid, epoch, block, by: 'local' },
    { burnHotkey: accountOf(burn), fromEpoch: epoch, mechanism, params, ruleset, shareppm, version: 1 },
  );
};

/** What an epoch needs beside rules, queries and answers: its opening, its blocks and snapshots. */
export const epochFacts = (race: Race, epoch: number): Fact[] => {
  const { startBlock, endBlock, seedBlock, evidenceBlock } = blocksOf(epoch);
  const opened = { startBlock, endBlock, seedBlock, evidenceBlock, nonce: hashOf(`nonce/${epoch}`), zipcodes: [] };
  return [
    makeFact('EpochOpened', { netuid: race.netuid, epoch, block: startBlock, by: 'local' }, opened),
    ...[startBlock, seedBlock, evidenceBlock].map((block) => finalized(race, epoch, block)),
    snapshot(race, epoch, startBlock),
    snapshot(race, epoch, evidenceBlock),
  ];
};

/** The same, and in epoch 0 the rules of the race. */
export const openingFacts = (race: Race, epoch: number): Fact[] => [
  ...(epoch === 0 ? [activation(race, 0, race)] : []),
  ...epochFacts(race, epoch),
];
