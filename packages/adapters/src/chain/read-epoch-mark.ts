import type { Block, NetUid } from '@subnet-scoring/core';
import { viewAt } from './block-view.js';
import type { Connection } from './connect.js';
import { chainError } from './failure.js';
import { integerOf } from './plain.js';
import type { EpochMark } from './port.js';
import { slotCountOf } from './read-neurons.js';
import { type Storage, storageOf } from './storage.js';

const readNumber = async (storage: Storage, item: string, netuid: NetUid): Promise<number | undefined> => {
  const value = await storage.get(item, netuid);
  return value === undefined ? undefined : integerOf(value);
};

const ITEMS = [
  'tempo',
  'blocksSinceLastStep',
  'lastMechansimStepBlock', // so spelt in the runtime
  'lastEpochBlock',
  'pendingEpochAt',
  'subnetEpochIndex',
] as const;

/** Where a subnet stands in its calendar. The stateful items came with spec 423; whether they are there is asked, not the spec. */
export const readEpochMark = async ({ api }: Connection, netuid: NetUid, block: Block): Promise<EpochMark> => {
  const view = await viewAt(api, block);
  const storage = storageOf(view, 'subtensorModule');
  await slotCountOf(view, storage, netuid);
  const [tempo, since, lastStep, lastEpochBlock, pendingEpochAt, epochIndex] = await Promise.all(
    ITEMS.map((item) => readNumber(storage, item, netuid)),
  );
  if (tempo === undefined || since === undefined || lastStep === undefined) {
    throw chainError('unreadable', `the runtime ${view.specVersion} has not the calendar of an epoch`, { block });
  }
  const mark = {
    block,
    hash: view.hash,
    specVersion: view.specVersion,
    tempo,
    blocksSinceLastStep: since,
    lastStepBlock: lastStep as Block,
  };
  if (lastEpochBlock === undefined || pendingEpochAt === undefined || epochIndex === undefined) return mark;
  const stateful = { lastEpochBlock: lastEpochBlock as Block, pendingEpochAt: pendingEpochAt as Block, epochIndex };
  return { ...mark, stateful };
};
