import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type ChainNode,
  type Recording,
  type StorageWrite,
  smallChain,
  startChainNode,
} from '@subnet-scoring/adapters/testing/chain-node';
import { newBucket, type S3Peer, type StoredVersion, startS3Peer } from '@subnet-scoring/adapters/testing/s3-peer';
import { roundListings } from '@subnet-scoring/adapters/testing/sample-round';
import { type ScraperPeer, startScraperPeer } from '@subnet-scoring/adapters/testing/scraper-peer';
import { type Outside, runCli } from './run-cli.js';
import {
  activation,
  GENESIS,
  HOTKEYS,
  NAMES,
  type Name,
  NETUID,
  START,
  VALIDATOR,
  writeFiles,
  ZIPCODES,
} from './run-subnet.js';
import { tempDirectory } from './temp-log.js';

/** A chain, a bucket, a source and a directory with a log: all that a run needs, on this machine. */
export interface RunWorld {
  readonly node: ChainNode;
  /** Makes blocks until this one is final. */
  readonly mineTo: (block: number) => void;
  readonly peer: S3Peer;
  readonly source: ScraperPeer;
  readonly at: Outside;
  /** Extrinsics that the node was asked to take. */
  readonly sends: () => number;
  /** The node goes away for so long, and comes back at its address. */
  readonly restartNode: (awayMs: number) => Promise<void>;
  /** The same world once more, from where it stands; what happens in one does not happen in the other. */
  readonly fork: () => Promise<RunWorld>;
  readonly close: () => Promise<void>;
}

type Objects = ReadonlyMap<string, readonly StoredVersion[]>;

const worldOf = async (
  recording: Recording,
  objects: Objects,
  cwd: string,
  finalityBlocks: number,
): Promise<RunWorld> => {
  let node = await startChainNode(recording, { finalityBlocks });
  const peer = await startS3Peer({ keys: new Map([['KEY', 'secret']]) });
  const bucket = { ...newBucket(), versioning: 'Enabled' as const };
  for (const [key, versions] of objects) bucket.objects.set(key, [...versions]);
  peer.store.buckets.set('miners', bucket);
  const listings = ZIPCODES.flatMap(({ zipcode, expected }) => roundListings(zipcode, expected));
  const source = await startScraperPeer({ listings });
  const settings = {
    network: [node.url],
    bucket: { endpoint: peer.endpoint, name: 'miners' },
    source: { url: source.endpoint, allowPrivate: true, perSecond: 1000 },
  };
  writeFileSync(join(cwd, 'subnet.json'), JSON.stringify(settings));
  const keys = { AWS_ACCESS_KEY_ID: 'KEY', AWS_SECRET_ACCESS_KEY: 'secret' };
  return {
    get node() {
      return node;
    },
    mineTo: (block) => node.mine(Math.max(0, block + finalityBlocks - node.head())),
    peer,
    source,
    at: { cwd, env: { ...keys, BT_WALLET: 'validator', BT_WALLET_PATH: join(cwd, 'wallets') } },
    sends: () => node.requests().filter((method) => method.startsWith('author_submit')).length,
    restartNode: async (awayMs) => {
      const { port } = new URL(node.url);
      const kept = node.recording();
      await node.close();
      await sleep(awayMs);
      node = await startChainNode(kept, { port: Number(port), finalityBlocks });
    },
    fork: () => {
      const copy = tempDirectory();
      cpSync(cwd, copy, { recursive: true });
      return worldOf(node.recording(), bucket.objects, copy, finalityBlocks);
    },
    close: async () => {
      await Promise.all([node.close(), peer.close(), source.close()]);
    },
  };
};

/** What a world is like. */
export interface WorldOptions {
  /** Which runtime: 424 has timelocked commits. */
  readonly spec?: 293 | 424;
  /** Parameters of the subnet that are others than usual. */
  readonly writes?: readonly StorageWrite[];
  /** Whose lines open epochs; without it the log is one's own. */
  readonly authority?: Name;
  /** Blocks between the head and the last final block. */
  readonly finalityBlocks?: number;
  /** The block of the rules; one before startBlock where it is not named. */
  readonly rulesBlock?: number;
}

/** Starts a world before startBlock of epoch 0. */
export const startWorld = async (options: WorldOptions = {}): Promise<RunWorld> => {
  const { spec = 424, writes = [], authority, finalityBlocks = 0, rulesBlock } = options;
  const cwd = tempDirectory();
  writeFiles(cwd);
  const permits = HOTKEYS.map((_, uid) => uid === VALIDATOR);
  const recording = smallChain({ spec, netuid: NETUID, block: START - 10, hotkeys: HOTKEYS }, [
    ['subtensorModule', 'validatorPermit', [NETUID], permits],
    ...writes,
  ]);
  const world = await worldOf(recording, new Map(), cwd, finalityBlocks);
  world.node.mine(5);
  const by = authority === undefined ? 'local' : (HOTKEYS[NAMES.indexOf(authority)] ?? 'local');
  const log = ['log', 'init', 'subnet-log', '--netuid', `${NETUID}`, '--genesis', GENESIS, '--authority', by];
  await runCli(log, world.at);
  const appended = await runCli(['log', 'append', '-'], {
    ...world.at,
    input: `${await activation(authority, rulesBlock)}\n`,
  });
  if (appended.exit !== 0) throw new Error(appended.stderr);
  return world;
};
