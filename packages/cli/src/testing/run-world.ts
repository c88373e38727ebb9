import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { signerFromSeed } from '@subnet-scoring/adapters/keys';
import { nodeHost } from '@subnet-scoring/adapters/node';
import { signedLine } from '@subnet-scoring/adapters/signatures';
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
import { type Account, defaultAssignmentParams, encodeCanonical, type Hash32, toHex } from '@subnet-scoring/core';
import { zipcodeRace1 } from '@subnet-scoring/core/testing';
import { type Outside, runCli } from './run-cli.js';
import { tempDirectory } from './temp-log.js';

const NETUID = 46;
const START = 200;
const EPOCH_BLOCKS = 30;
const GENESIS = '11'.repeat(32) as Hash32;
const ZIPCODES = [
  { zipcode: '08540', state: 'NJ', expected: 20 },
  { zipcode: '19103', state: 'PA', expected: 20 },
];

/** How a run is told when epochs are. */
export const CALENDAR = [
  ...['--first-block', `${START}`, '--epoch-blocks', `${EPOCH_BLOCKS}`, '--seed-delay', '10'],
  ...['--evidence-blocks', '20', '--exchange-blocks', '4', '--zipcodes', 'zipcodes.csv', '--params', 'params.json'],
] as const;

const seedOf = (n: number): Uint8Array => new Uint8Array(32).fill(n);
const accountOf = async (n: number): Promise<Account> => (await signerFromSeed(seedOf(n))).account;

/** By uid; those with a name have a wallet. */
export const NAMES = ['burn', 'validator', 'fast', 'slow'] as const;
export type Name = (typeof NAMES)[number];
export const HOTKEYS: readonly Account[] = await Promise.all(NAMES.map((_, uid) => accountOf(uid + 1)));
const VALIDATOR = 1;

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

const writeFiles = (cwd: string): void => {
  const { target } = defaultAssignmentParams;
  const listings = ZIPCODES.reduce((sum, { expected }) => sum + expected, 0);
  const params = {
    ...defaultAssignmentParams,
    cooldownEpochs: 0,
    maxExpected: 20,
    minExpected: 1,
    target: { ...target, listings, maxListings: listings, stepListings: 0, toleranceppm: 300_000 },
  };
  writeFileSync(join(cwd, 'params.json'), JSON.stringify(params));
  const rows = ZIPCODES.map(({ zipcode, state, expected }) => `${zipcode},${state},${expected},standard\n`);
  writeFileSync(join(cwd, 'zipcodes.csv'), `zipcode,state,expected,tier\n${rows.join('')}`);
  NAMES.forEach((name, uid) => {
    const folder = join(cwd, 'wallets', name, 'hotkeys');
    mkdirSync(folder, { recursive: true });
    const key = { ss58Address: HOTKEYS[uid], secretSeed: `0x${toHex(seedOf(uid + 1))}` };
    writeFileSync(join(folder, 'default'), JSON.stringify(key), { mode: 0o600 });
  });
};

/** The line that puts the rules in force, signed where a hotkey is the authority of the log. */
const activation = async (authority: Name | undefined): Promise<string> => {
  const uid = authority === undefined ? -1 : NAMES.indexOf(authority);
  const line = encodeCanonical({
    block: START - 1,
    by: HOTKEYS[uid] ?? 'local',
    data: {
      burnHotkey: HOTKEYS[0] ?? '',
      fromEpoch: 0,
      mechanism: zipcodeRace1.mechanism,
      params: zipcodeRace1.params,
      ruleset: 'run@1',
      shareppm: 1_000_000,
      version: 1,
    },
    epoch: 0,
    netuid: NETUID,
    type: 'MechanismActivated',
    v: 1,
  });
  return uid < 0 ? line : signedLine(nodeHost.sha256, GENESIS, line, await signerFromSeed(seedOf(uid + 1)));
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
}

/** Starts a world before startBlock of epoch 0. */
export const startWorld = async (options: WorldOptions = {}): Promise<RunWorld> => {
  const { spec = 424, writes = [], authority, finalityBlocks = 0 } = options;
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
  const appended = await runCli(['log', 'append', '-'], { ...world.at, input: `${await activation(authority)}\n` });
  if (appended.exit !== 0) throw new Error(appended.stderr);
  return world;
};

/** Of the subnet: commit-reveal is on; weights are sent at most every hundred blocks. */
export const COMMIT_REVEAL: StorageWrite = ['subtensorModule', 'commitRevealWeightsEnabled', [NETUID], true];
export const RATE_LIMIT: StorageWrite = ['subtensorModule', 'weightsSetRateLimit', [NETUID], 100];

interface Opened {
  readonly nonce: string;
  readonly zipcodes: readonly { readonly zipcode: string; readonly expected: number }[];
}

/** A miner delivers everything, as the log says what epoch 0 asks for. */
export const deliver = async ({ at }: RunWorld, name: 'fast' | 'slow'): Promise<void> => {
  const journal = readFileSync(join(at.cwd, 'subnet-log', 'journal.ndjson'), 'utf8');
  const line = journal.split('\n').find((text) => text.includes('"EpochOpened"')) ?? '';
  const { nonce, zipcodes } = (JSON.parse(line) as { readonly data: Opened }).data;
  const folder = join(at.cwd, 'listings', name);
  mkdirSync(folder, { recursive: true });
  const header = { epoch: 0, hotkey: HOTKEYS[NAMES.indexOf(name)], netuid: NETUID, nonce };
  for (const { zipcode, expected } of zipcodes) {
    const lines = [header, ...roundListings(zipcode, expected)].map((item) => `${JSON.stringify(item)}\n`);
    writeFileSync(join(folder, `${zipcode}.ndjson`), lines.join(''));
  }
  const ran = await runCli(['miner', 'submit', folder, '--epoch', '0', '-w', name], at);
  if (ran.exit !== 0) throw new Error(`${name}: ${ran.stderr}`);
};
