import type { Codec } from '@polkadot/types/types';
import { type Account, type Block, mechanismIndex, type NetUid, type Uid } from '@subnet-scoring/core';
import {
  type Cell,
  type EpochCounters,
  type Inheritance,
  type NeuronState,
  type Row,
  type SubnetState,
  subnetState,
  type WeightCommit,
} from '@subnet-scoring/core/yuma';
import * as E from 'fp-ts/lib/Either.js';
import { type BlockView, viewAt } from './block-view.js';
import type { Connection } from './connect.js';
import { chainError } from './failure.js';
import { accountOf, booleansOf, decimalOf, integerOf, integersOf, isNobody, itemAt, itemsOf } from './plain.js';
import { readHyperparameters } from './read-hyperparameters.js';
import { neuronsOf } from './read-neurons.js';
import { isStateful, weightCommitOf } from './read-weight-commits.js';
import { type Storage, storageOf } from './storage.js';

/** Rows of Weights or Bonds, ascending; a row of a slot that is no longer there is left out. */
const readRows = async (storage: Storage, item: string, index: number, size: number): Promise<readonly Row[]> => {
  const entries = await storage.entries(item, index);
  const rows = entries.map(([keys, value]): Row => {
    const cells = itemsOf(value).map((pair): Cell => {
      const [uid, weight] = itemsOf(pair).map(integerOf);
      return [(uid ?? 0) as Uid, weight ?? 0];
    });
    return [integerOf(itemAt(keys, 1)) as Uid, cells];
  });
  return rows.filter(([uid]) => uid < size).sort(([a], [b]) => a - b);
};

/** [proportion, account] pairs of ChildKeys or ParentKeys. */
const relationsOf = (value: Codec | undefined): readonly (readonly [proportion: string, account: Account])[] =>
  value === undefined
    ? []
    : itemsOf(value).map((pair) => {
        const parts = itemsOf(pair);
        return [decimalOf(itemAt(parts, 0)), accountOf(itemAt(parts, 1))] as const;
      });

const alphaOf = async (storage: Storage, accounts: readonly Account[], netuid: number): Promise<readonly string[]> =>
  (
    (await storage.many(
      'totalHotkeyAlpha',
      accounts.map((account) => [account, netuid]),
    )) ?? []
  ).map(decimalOf);

const ROOT = 0;

/** What an epoch computes stake from: own alpha here and on root, what is given to children and comes from parents. */
const readStakes = async (storage: Storage, hotkeys: readonly Account[], netuid: NetUid) => {
  const pairs = hotkeys.map((hotkey) => [hotkey, netuid]);
  const [alpha, root, children, parents] = await Promise.all([
    alphaOf(storage, hotkeys, netuid),
    alphaOf(storage, hotkeys, ROOT),
    storage.many('childKeys', pairs),
    storage.many('parentKeys', pairs),
  ]);
  const given = hotkeys.map((_, at) => relationsOf(children?.[at]).map(([proportion]) => proportion));
  const taken = hotkeys.map((_, at) => relationsOf(parents?.[at]));
  const accounts = [...new Set(taken.flatMap((list) => list.map(([, account]) => account)))];
  const [parentAlpha, parentRoot] = await Promise.all([
    alphaOf(storage, accounts, netuid),
    alphaOf(storage, accounts, ROOT),
  ]);
  const place = new Map(accounts.map((account, at) => [account, at]));
  const inheritance = ([proportion, account]: readonly [string, Account]): Inheritance => {
    const at = place.get(account) ?? -1;
    return { proportion, alphaRao: parentAlpha[at] ?? '0', rootRao: parentRoot[at] ?? '0' };
  };
  return hotkeys.map((_, at) => ({
    alphaRao: alpha[at] ?? '0',
    rootRao: root[at] ?? '0',
    ...(given[at]?.length ? { children: given[at] } : {}),
    ...(taken[at]?.length ? { parents: taken[at].map(inheritance) } : {}),
  }));
};

/** Weight commits of every hotkey that are not revealed: by hash and timelocked. */
const readCommits = async (storage: Storage, index: number): Promise<readonly WeightCommit[]> => {
  const stateful = isStateful(storage);
  const byHash = (await storage.entries('weightCommits', index)).flatMap(([keys, value]) => {
    const hotkey = accountOf(itemAt(keys, 1));
    const queue = itemsOf((value as Codec & { unwrapOr<T>(other: T): Codec | T }).unwrapOr([] as unknown as Codec));
    return queue.map((item): WeightCommit => {
      const { commitBlock, commitEpoch } = weightCommitOf(item, stateful);
      return { hotkey, block: commitBlock, ...(commitEpoch === undefined ? {} : { epoch: commitEpoch }) };
    });
  });
  const timelocked = (await storage.entries('timelockedWeightCommits', index)).flatMap(([keys, value]) =>
    itemsOf(value).map((item): WeightCommit => {
      const parts = itemsOf(item);
      const hotkey = accountOf(itemAt(parts, 0));
      return { hotkey, block: integerOf(itemAt(parts, 1)), epoch: integerOf(itemAt(keys, 1)) };
    }),
  );
  return [...byHash, ...timelocked].sort((a, b) => a.block - b.block || (a.hotkey < b.hotkey ? -1 : 1));
};

const COUNTERS: readonly (readonly [name: keyof EpochCounters, item: string])[] = [
  ['blocksSinceLastStep', 'blocksSinceLastStep'],
  ['lastMechanismStepBlock', 'lastMechansimStepBlock'], // so spelt in the runtime
  ['lastEpochBlock', 'lastEpochBlock'],
  ['pendingEpochAt', 'pendingEpochAt'],
  ['subnetEpochIndex', 'subnetEpochIndex'],
];

const readCounters = async (storage: Storage, netuid: NetUid): Promise<EpochCounters> => {
  const values = await Promise.all(COUNTERS.map(([, item]) => storage.get(item, netuid)));
  return Object.fromEntries(
    COUNTERS.flatMap(([name], at) => {
      const value = values[at];
      return value === undefined ? [] : [[name, integerOf(value)]];
    }),
  );
};

const read = async (view: BlockView, netuid: NetUid, mecid: number): Promise<unknown> => {
  const storage = storageOf(view, 'subtensorModule');
  const index = mechanismIndex(netuid, mecid);
  const slots = await neuronsOf(view, netuid);
  const vector = async (item: string, key: number) => integersOf(await storage.get(item, key));
  const [stakes, active, lastUpdate, weights, bonds, commits, counters, hyperparameters, owner] = await Promise.all([
    readStakes(
      storage,
      slots.map(({ hotkey }) => hotkey),
      netuid,
    ),
    storage.get('active', netuid).then(booleansOf),
    vector('lastUpdate', index),
    readRows(storage, 'weights', index, slots.length),
    readRows(storage, 'bonds', index, slots.length),
    readCommits(storage, index),
    readCounters(storage, netuid),
    readHyperparameters(storage, netuid),
    storage.get('subnetOwnerHotkey', netuid),
  ]);
  const [consensus, incentive, dividends, validatorTrust] = await Promise.all([
    vector('consensus', netuid),
    vector('incentive', index),
    vector('dividends', netuid),
    vector('validatorTrust', netuid),
  ]);
  const neurons = slots.map(({ uid, hotkey, coldkey, registeredAt, validatorPermit }): NeuronState => {
    const stake = stakes[uid] ?? { alphaRao: '0', rootRao: '0' };
    const at = { registeredAt, lastUpdate: lastUpdate[uid] ?? 0 };
    return { uid, hotkey, coldkey, validatorPermit, active: active[uid] ?? false, ...stake, ...at };
  });
  const ownerHotkey = owner === undefined ? undefined : accountOf(owner);
  const { block, hash, specVersion } = view;
  return {
    ...{ block, hash, specVersion, netuid, mecid, neurons },
    ...(ownerHotkey === undefined || isNobody(ownerHotkey) ? {} : { ownerHotkey }),
    ...{ weights, bonds, commits, counters, hyperparameters, consensus, incentive, dividends, validatorTrust },
  };
};

/** All that an epoch of a subnet reads, checked by the codec of the core. */
export const readSubnet = async (
  { api }: Connection,
  netuid: NetUid,
  mecid: number,
  block: Block,
): Promise<SubnetState> => {
  const checked = subnetState.decode(await read(await viewAt(api, block), netuid, mecid));
  if (E.isRight(checked)) return checked.right;
  const places = checked.left.map(({ context }) => context.map(({ key }) => key).join('/'));
  throw chainError('unreadable', `the state of subnet ${netuid} is not one: ${places.slice(0, 3).join(', ')}`, {
    block,
  });
};
