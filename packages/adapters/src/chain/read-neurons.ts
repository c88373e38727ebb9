import type { Block, Hotkey, NetUid, Uid } from '@subnet-scoring/core';
import { type BlockView, viewAt } from './block-view.js';
import type { Connection } from './connect.js';
import { chainError } from './failure.js';
import { accountOf, booleansOf, decimalOf, integerOf, itemAt } from './plain.js';
import type { ChainNeuron } from './port.js';
import { type Storage, storageOf } from './storage.js';

/** Values of a double map by its second key, an integer. */
const byNumber = async <A>(
  storage: Storage,
  item: string,
  first: number,
  read: (value: Parameters<typeof integerOf>[0]) => A,
): Promise<ReadonlyMap<number, A>> =>
  new Map((await storage.entries(item, first)).map(([keys, value]) => [integerOf(itemAt(keys, 1)), read(value)]));

/** How many slots a subnet has. Storage answers 0 for a subnet that nobody registered: that is told, and not an empty one. */
export const slotCountOf = async (
  { block, specVersion }: BlockView,
  storage: Storage,
  netuid: NetUid,
): Promise<number> => {
  const size = await storage.get('subnetworkN', netuid);
  if (size === undefined) throw chainError('unreadable', `the runtime ${specVersion} has no SubnetworkN`, { block });
  const slots = integerOf(size);
  if (slots === 0) throw chainError('no-subnet', `the chain has no neurons on subnet ${netuid}`, { block });
  return slots;
};

/** The neurons of a subnet by uid: the slots are 0..SubnetworkN-1, because storage answers the zero account for any other. */
export const neuronsOf = async (view: BlockView, netuid: NetUid): Promise<readonly ChainNeuron[]> => {
  const storage = storageOf(view, 'subtensorModule');
  const slots = await slotCountOf(view, storage, netuid);
  const [keys, registered, permits] = await Promise.all([
    byNumber(storage, 'keys', netuid, (value) => value),
    byNumber(storage, 'blockAtRegistration', netuid, integerOf),
    storage.get('validatorPermit', netuid).then(booleansOf),
  ]);
  const hotkeys: Hotkey[] = [];
  for (let uid = 0; uid < slots; uid += 1) {
    const key = keys.get(uid);
    if (key === undefined)
      throw chainError('unreadable', `uid ${uid} of subnet ${netuid} has no hotkey`, { block: view.block });
    hotkeys.push(accountOf(key));
  }
  const [owners, stakes] = await Promise.all([
    storage.many('owner', hotkeys),
    storage.many(
      'totalHotkeyAlpha',
      hotkeys.map((hotkey) => [hotkey, netuid]),
    ),
  ]);
  return hotkeys.map((hotkey, uid) => ({
    uid: uid as Uid,
    hotkey,
    coldkey: accountOf(itemAt(owners ?? [], uid)),
    registeredAt: (registered.get(uid) ?? 0) as Block,
    stakeRao: decimalOf(itemAt(stakes ?? [], uid)),
    validatorPermit: permits[uid] ?? false,
  }));
};

/** The neurons of a subnet after a block. */
export const readNeurons = async ({ api }: Connection, netuid: NetUid, block: Block): Promise<readonly ChainNeuron[]> =>
  neuronsOf(await viewAt(api, block), netuid);
