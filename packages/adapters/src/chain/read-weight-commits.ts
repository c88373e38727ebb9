import type { Codec } from '@polkadot/types/types';
import { type Block, type Hash32, type Hotkey, mechanismIndex, type NetUid } from '@subnet-scoring/core';
import { viewAt } from './block-view.js';
import type { Connection } from './connect.js';
import { hexOf, integerOf, itemAt, itemsOf } from './plain.js';
import type { WeightCommit } from './port.js';
import { type Storage, storageOf } from './storage.js';

/** What the tuples of WeightCommits mean changed with the stateful calendar, at spec 423. */
export const isStateful = (storage: Storage): boolean => storage.has('subnetEpochIndex');

/** One item of WeightCommits: (hash, commit block, first, last) up to spec 422, then (hash, commit epoch, commit block, 0). */
export const weightCommitOf = (value: Codec, stateful: boolean): WeightCommit => {
  const parts = itemsOf(value);
  const hash = hexOf(itemAt(parts, 0)) as Hash32;
  const [first, second, third] = [1, 2, 3].map((at) => integerOf(itemAt(parts, at)) as Block) as [Block, Block, Block];
  if (stateful) return { hash, commitEpoch: first, commitBlock: second };
  return { hash, commitBlock: first, window: { first: second, last: third } };
};

/** Weight commits of a hotkey that are not revealed, oldest first. */
export const readWeightCommits = async (
  { api }: Connection,
  netuid: NetUid,
  mecid: number,
  hotkey: Hotkey,
  block: Block,
): Promise<readonly WeightCommit[]> => {
  const storage = storageOf(await viewAt(api, block), 'subtensorModule');
  const queue = await storage.get('weightCommits', mechanismIndex(netuid, mecid), hotkey);
  if (queue === undefined || queue.isEmpty) return [];
  return itemsOf((queue as Codec & { unwrap(): Codec }).unwrap()).map((item) =>
    weightCommitOf(item, isStateful(storage)),
  );
};
