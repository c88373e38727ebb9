import type { Json } from '../event/json.js';
import type { Neuron } from '../event/metagraph-snapshot-taken.js';
import type { Account, Block, EpochNumber, Hash32, NetUid, Uid } from '../ids.js';
import { type LogHeader, logHeader } from '../log/header.js';
import { zipcodeRace1 } from '../rulesets/zipcode-race-1.js';
import { accountOf } from './names.js';

/** A neuron of the world. Only the name is needed; everything else follows from it or has a plain default. */
export interface NeuronOptions {
  readonly name: string;
  /** Name of the coldkey; several hotkeys may share one. Default: one of its own. */
  readonly coldkey?: string;
  readonly uid?: number;
  readonly stakeRao?: string;
  /** Block of the registration; inside an epoch it becomes a NeuronRegistered too. Default: long before the first epoch. */
  readonly registeredAt?: number;
  /** First block at which it is no longer registered. */
  readonly leftAt?: number;
}

export interface WorldOptions {
  /** Zipcodes and their expected listings, in every epoch that is not opened with others. */
  readonly zipcodes: Readonly<Record<string, number>>;
  readonly miners: readonly (string | NeuronOptions)[];
  /** Validators with a permit; all of them observe. Default: one, called "observer". */
  readonly observers?: readonly (string | NeuronOptions)[];
  /** The mechanism that the first epoch activates, with its parameters and their name. Default: zipcode-race-1. */
  readonly mechanism?: string;
  readonly params?: { readonly [key: string]: Json };
  readonly ruleset?: string;
  readonly netuid?: number;
  readonly firstEpoch?: number;
  readonly firstBlock?: number;
  /** Blocks from one startBlock to the next, which is also the evidenceBlock. */
  readonly epochBlocks?: number;
  /** Blocks from startBlock to endBlock. */
  readonly windowBlocks?: number;
  /** Put into every hash of a block, so that another salt is another draw. */
  readonly salt?: string;
}

/** The blocks of one epoch. */
export interface EpochBlocks {
  readonly epoch: EpochNumber;
  readonly startBlock: Block;
  readonly endBlock: Block;
  readonly seedBlock: Block;
  readonly evidenceBlock: Block;
}

/** A subnet as a test needs it: who is registered when, and which blocks an epoch has. All of it follows from the options. */
export interface World {
  readonly header: LogHeader;
  readonly netuid: number;
  readonly firstEpoch: number;
  readonly zipcodes: Readonly<Record<string, number>>;
  readonly mechanism: string;
  readonly params: { readonly [key: string]: Json };
  readonly ruleset: string;
  readonly salt: string;
  readonly burn: string;
  readonly observers: readonly string[];
  readonly blocksOf: (epoch: number) => EpochBlocks;
  /** The neurons at a block, ascending by uid. */
  readonly neuronsAt: (block: number) => readonly Neuron[];
  /** Every neuron that ever is. */
  readonly neurons: readonly Neuron[];
  /** The name behind an account; the account itself when it has none here. */
  readonly nameOf: (account: Account) => string;
}

const ZEROS = '0'.repeat(64) as Hash32;
const BURN = 'burn';
const SEED_DELAY_BLOCKS = 10;
const STAKE_RAO = '25000000000000'; // 25,000 TAO

const asOptions = (item: string | NeuronOptions): NeuronOptions => (typeof item === 'string' ? { name: item } : item);

/** Makes a world. Throws on two neurons in one slot at one block. */
export const smallWorld = (options: WorldOptions): World => {
  const { netuid = 46, firstEpoch = 0, firstBlock = 100_000, epochBlocks = 720, windowBlocks = 360 } = options;
  const observers = (options.observers ?? ['observer']).map(asOptions);
  const all = [{ name: BURN }, ...observers, ...options.miners.map(asOptions)];
  const permits = new Set(observers.map(({ name }) => name));
  const neurons = all.map((item, at): Neuron & { readonly leftAt: number | undefined } => ({
    coldkey: accountOf(item.coldkey ?? `${item.name}/coldkey`),
    hotkey: accountOf(item.name),
    registeredAt: (item.registeredAt ?? at + 1) as Block,
    stakeRao: item.stakeRao ?? (permits.has(item.name) ? STAKE_RAO : '0'),
    uid: (item.uid ?? at) as Uid,
    validatorPermit: permits.has(item.name),
    leftAt: item.leftAt,
  }));
  const names = new Map(all.map(({ name }) => [accountOf(name), name]));
  return {
    header: logHeader(netuid as NetUid, 'local', ZEROS),
    netuid,
    firstEpoch,
    zipcodes: options.zipcodes,
    mechanism: options.mechanism ?? zipcodeRace1.mechanism,
    params: options.params ?? zipcodeRace1.params,
    ruleset: options.ruleset ?? zipcodeRace1.name,
    salt: options.salt ?? '',
    burn: BURN,
    observers: observers.map(({ name }) => name),
    blocksOf: (epoch) => {
      const startBlock = firstBlock + (epoch - firstEpoch) * epochBlocks;
      const endBlock = startBlock + windowBlocks;
      return {
        epoch: epoch as EpochNumber,
        startBlock: startBlock as Block,
        endBlock: endBlock as Block,
        seedBlock: (endBlock + SEED_DELAY_BLOCKS) as Block,
        evidenceBlock: (startBlock + epochBlocks) as Block,
      };
    },
    neuronsAt: (block) =>
      neurons
        .filter(({ registeredAt, leftAt }) => registeredAt <= block && (leftAt === undefined || block < leftAt))
        .map(({ leftAt: _, ...neuron }) => neuron)
        .sort((a, b) => a.uid - b.uid),
    neurons: neurons.map(({ leftAt: _, ...neuron }) => neuron),
    nameOf: (account) => names.get(account) ?? account,
  };
};
