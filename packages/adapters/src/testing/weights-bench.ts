import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EpochNumber, WeightPlan } from '@subnet-scoring/core';
import type { Either } from 'fp-ts/lib/Either.js';
import { type Chain, openChain } from '../chain/index.js';
import { openSigner } from '../keys/index.js';
import { memoryLog } from '../memory/index.js';
import { nodeHost } from '../node/index.js';
import type { EventLog } from '../ports.js';
import {
  applyPlan,
  type BroughtPlan,
  bringPlan,
  openOutbox,
  planEpoch,
  plansOnTheirWay,
  type Sender,
} from '../weights/index.js';
import { CHAIN_BLOCK, CHAIN_HOTKEYS, chainLogFacts, chainLogHeader } from './chain-log.js';
import { type ChainNode, type StorageWrite, smallChain, startChainNode } from './chain-node/index.js';
import { tempWallets } from './temp-wallets.js';

export const PALLET = 'subtensorModule';
const SUBNET = { netuid: 1, block: CHAIN_BLOCK, hotkeys: Object.values(CHAIN_HOTKEYS) };
export const COMMIT_REVEAL: StorageWrite = [PALLET, 'commitRevealWeightsEnabled', [1], true];

export const right = <E, A>(either: Either<E, A>): A => {
  if (either._tag === 'Left') throw new Error(JSON.stringify(either.left));
  return either.right;
};
export const left = <E, A>(either: Either<E, A>): E => {
  if (either._tag === 'Right') throw new Error('expected a failure');
  return either.left;
};

const MADE = 5;

/** Everything around one hotkey that sends weights to a replayed chain. */
export interface Bench {
  readonly node: ChainNode;
  readonly chain: Chain;
  readonly log: EventLog;
  readonly directory: string;
  /** Opens what sending needs, as a new process would. */
  readonly sender: () => Promise<Sender>;
  readonly plan: (mecid?: number) => Promise<WeightPlan>;
  readonly records: () => Promise<readonly string[]>;
  /** Extrinsics that the node was asked to take. */
  readonly sends: () => number;
}

export const SALT = [1, 2, 3, 4, 5, 6, 7, 8];

/** Runs a test on a chain with other parameters than its own. */
export const bench = async (
  writes: readonly StorageWrite[],
  use: (bench: Bench) => Promise<void>,
  spec: 293 | 424 = 293,
  finalityBlocks = 0,
): Promise<void> => {
  const node = await startChainNode(smallChain({ spec, ...SUBNET }, writes), { finalityBlocks });
  node.mine(MADE);
  const chain = right(await openChain({ endpoints: [node.url], attempts: 1 }));
  const directory = join(mkdtempSync(join(tmpdir(), 'weights-')), 'commits');
  const log = memoryLog(chainLogHeader);
  await log.append(chainLogFacts());
  const name = { root: tempWallets(), wallet: 'test', hotkey: 'default' };
  const { signer } = right(
    await openSigner(name, async () => {
      throw new Error('no password');
    }),
  );
  const request = { epoch: 0 as EpochNumber, hotkey: CHAIN_HOTKEYS.bob, profile: 'exact-v1' } as const;
  try {
    await use({
      node,
      chain,
      log,
      directory,
      sender: async () => ({
        outbox: right(openOutbox(nodeHost.sha256, directory)),
        sink: chain.weights,
        signer,
        record: async (line) => void (await log.appendRecords(0 as EpochNumber, [line])),
      }),
      plan: async (mecid = 0) => right(await planEpoch(log, chain, nodeHost, { ...request, mecid })).plan,
      records: () => log.records(0 as EpochNumber),
      sends: () => node.requests().filter((method) => method.startsWith('author_submit')).length,
    });
  } finally {
    await chain.disconnect();
    await node.close();
    rmSync(join(directory, '..'), { recursive: true, force: true });
  }
};

/** Applies a plan as a process of its own would. */
export const apply = async ({ chain }: Bench, sender: Sender, plan: WeightPlan) => {
  try {
    return await applyPlan({ chain, sink: sender.sink, outbox: sender.outbox, newSalt: () => SALT }, sender, plan);
  } finally {
    sender.outbox.close();
  }
};

/** Brings every plan further, as a process of its own would. */
export const reveal = async ({ chain }: Bench, sender: Sender): Promise<readonly BroughtPlan[]> => {
  try {
    const brought: BroughtPlan[] = [];
    for (const plan of right(await plansOnTheirWay(chain, sender.outbox, sender.signer.account)).plans) {
      brought.push(right(await bringPlan(chain, sender, plan)));
    }
    return brought;
  } finally {
    sender.outbox.close();
  }
};

/** The row of the hotkey on the chain. */
export const rowOf = async ({ chain }: Bench): Promise<unknown> => {
  const head = right(await chain.head());
  return right(await chain.subnetAt(chainLogHeader.netuid, 0, head.block)).weights.find(([uid]) => uid === 1)?.[1];
};
