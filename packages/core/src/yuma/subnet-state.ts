import type * as t from 'io-ts';
import { ascendingBy, listOf, type Rule } from '../event/field.js';
import { account, block, bool, count, hash32, mecId, netUid, u16, uid } from '../event/values.js';
import type { Account, Block, Hash32, NetUid, Uid } from '../ids.js';
import { type Hyperparameters, hyperparameters } from './hyperparameters.js';
import { openRecord, pairOf } from './open-record.js';
import { u64Text } from './u64-text.js';

/** What a hotkey gave away or was given: a share of its stake, as a proportion of 2^64-1. */
export interface Inheritance {
  /** u64 as decimal text. */
  readonly proportion: string;
  /** TotalHotkeyAlpha of the parent on this subnet, rao as decimal text (u64). */
  readonly alphaRao: string;
  /** TotalHotkeyAlpha of the parent on subnet 0, rao as decimal text (u64). */
  readonly rootRao: string;
}

/** One slot of the subnet, as it stands in storage. */
export interface NeuronState {
  readonly uid: Uid;
  readonly hotkey: Account;
  readonly coldkey: Account;
  /** ValidatorPermit. */
  readonly validatorPermit: boolean;
  /** Active, as the last epoch left it; the next epoch computes its own. */
  readonly active?: boolean;
  /** TotalHotkeyAlpha on this subnet, rao as decimal text (u64): without what is inherited. */
  readonly alphaRao: string;
  /** TotalHotkeyAlpha on subnet 0, rao as decimal text (u64): without what is inherited. */
  readonly rootRao: string;
  /** ChildKeys on this subnet: the proportions given away, u64 as decimal text, in the order of storage. */
  readonly children?: readonly string[];
  /** ParentKeys on this subnet, in the order of storage. */
  readonly parents?: readonly Inheritance[];
  /** BlockAtRegistration. */
  readonly registeredAt: number;
  /** LastUpdate of the mechanism. */
  readonly lastUpdate: number;
}

/** Weights that were committed and not yet revealed: an item of WeightCommits or TimelockedWeightCommits. */
export interface WeightCommit {
  readonly hotkey: Account;
  /** The block of the commit. */
  readonly block: number;
  /** SubnetEpochIndex at the commit; runtimes up to spec 422 do not keep it. */
  readonly epoch?: number;
}

/** Counters from which the calendar of epochs is read; an item that the runtime does not have is missing. */
export interface EpochCounters {
  readonly blocksSinceLastStep?: number;
  /** LastMechansimStepBlock (so spelt in the runtime). */
  readonly lastMechanismStepBlock?: number;
  readonly lastEpochBlock?: number;
  readonly pendingEpochAt?: number;
  readonly subnetEpochIndex?: number;
}

/** One cell of a row: the uid it is about, and its u16. */
export type Cell = readonly [uid: Uid, value: number];
/** A row of Weights or Bonds: whose it is, and its cells in the order of storage. */
export type Row = readonly [uid: Uid, cells: readonly Cell[]];

/**
 * All that an epoch of one subnet reads, as plain JSON: storage after `block`. For an audit that is the block before the
 * epoch's, with weights that the epoch's block reveals first already in `weights`.
 */
export interface SubnetState {
  readonly block: Block;
  readonly hash: Hash32;
  readonly specVersion: number;
  readonly netuid: NetUid;
  /** Mechanism, 0..15. */
  readonly mecid: number;
  /** Uids 0, 1, 2, .. without a gap: SubnetworkN of them. */
  readonly neurons: readonly NeuronState[];
  /** SubnetOwnerHotkey; missing where storage has none (it then reads as the zero account). */
  readonly ownerHotkey?: Account;
  /** Rows strictly ascending by uid. */
  readonly weights: readonly Row[];
  /** Rows strictly ascending by uid. */
  readonly bonds: readonly Row[];
  readonly commits?: readonly WeightCommit[];
  readonly counters: EpochCounters;
  readonly hyperparameters: Hyperparameters;
  /** What the epoch has to pay out, rao as decimal text (u64), where it is known. */
  readonly emissionRao?: string;
  /** u16 by uid, as the last epoch left them; a list may be shorter than the neurons. */
  readonly consensus: readonly number[];
  readonly incentive: readonly number[];
  readonly dividends: readonly number[];
  readonly validatorTrust: readonly number[];
}

const SLOTS = 65_536;

const inheritance = openRecord('inheritance', { proportion: u64Text, alphaRao: u64Text, rootRao: u64Text }, {});
const neuron = openRecord(
  'neuron',
  {
    uid,
    hotkey: account,
    coldkey: account,
    validatorPermit: bool,
    alphaRao: u64Text,
    rootRao: u64Text,
    registeredAt: count,
    lastUpdate: count,
  },
  { active: bool, children: listOf(u64Text, SLOTS), parents: listOf(inheritance, SLOTS) },
);
const commit = openRecord('commit', { hotkey: account, block: count }, { epoch: count });
const counters = openRecord(
  'counters',
  {},
  {
    blocksSinceLastStep: count,
    lastMechanismStepBlock: count,
    lastEpochBlock: count,
    pendingEpochAt: count,
    subnetEpochIndex: count,
  },
);

const onceEach: Rule<readonly Cell[]> = {
  says: 'every uid once', // the chain takes no other weights
  holds: (cells) => new Set(cells.map(([uid]) => uid)).size === cells.length,
};
const cells = listOf(pairOf('[uid, u16]', uid, u16), SLOTS, onceEach);
const rows = listOf(
  pairOf('[uid, [[uid, u16], ..]] with every uid once', uid, cells),
  SLOTS,
  ascendingBy('uid', ([of]: Row) => of),
);

const everySlot: Rule<readonly NeuronState[]> = {
  says: 'uids 0, 1, 2, .. without a gap, every hotkey once',
  holds: (neurons) =>
    neurons.every((one, at) => one.uid === at) && new Set(neurons.map(({ hotkey }) => hotkey)).size === neurons.length,
};

const state = openRecord(
  'subnet state',
  {
    block,
    hash: hash32,
    specVersion: count,
    netuid: netUid,
    mecid: mecId,
    neurons: listOf(neuron, SLOTS, everySlot),
    weights: rows,
    bonds: rows,
    counters,
    hyperparameters,
    consensus: listOf(u16, SLOTS),
    incentive: listOf(u16, SLOTS),
    dividends: listOf(u16, SLOTS),
    validatorTrust: listOf(u16, SLOTS),
  },
  { ownerHotkey: account, commits: listOf(commit, SLOTS), emissionRao: u64Text },
);

/** Checks a subnet state that came from outside; keys it does not know are passed over. */
export const subnetState: t.Decoder<unknown, SubnetState> = state.codec;
