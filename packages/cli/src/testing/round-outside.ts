import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Chain, openChain } from '@subnet-scoring/adapters/chain';
import { signerFromSeed } from '@subnet-scoring/adapters/keys';
import { nodeHost } from '@subnet-scoring/adapters/node';
import type { Bucket } from '@subnet-scoring/adapters/ports';
import { s3Bucket } from '@subnet-scoring/adapters/s3';
import { encodeManifest, folderOf, formatKey, type Manifest, signManifest } from '@subnet-scoring/adapters/submissions';
import { type ChainNode, smallChain, startChainNode } from '@subnet-scoring/adapters/testing/chain-node';
import { newBucket, startS3Peer } from '@subnet-scoring/adapters/testing/s3-peer';
import * as round from '@subnet-scoring/adapters/testing/sample-round';
import { type ScraperPeer, startScraperPeer } from '@subnet-scoring/adapters/testing/scraper-peer';
import { type Account, type Hash32, toHex } from '@subnet-scoring/core';
import { type Outside, PROGRAM, runCli } from './run-cli.js';
import { tempDirectory } from './temp-log.js';

const { ROUND } = round;
const KEYS = { AWS_ACCESS_KEY_ID: 'KEY', AWS_SECRET_ACCESS_KEY: 'secret' };

/** A chain, a bucket and a source of listings, all on this machine, and directories with a log each. */
export interface RoundOutside {
  readonly node: ChainNode;
  readonly source: ScraperPeer;
  /** Makes blocks until this one. */
  readonly mineTo: (block: number) => void;
  /** A directory with a log of the epoch, as its authority opened it, and subnet.json beside it. */
  readonly newLog: () => Promise<Outside>;
  /** A directory with the listings of a miner, and a wallet of its name. */
  readonly newMiner: (name: 'honest' | 'synthetic' | 'copying', at: Outside) => string;
  /** A directory as `newLog` makes it, with the wallet of the n-th validator that votes, from 0. */
  readonly newVoter: (n: number) => Promise<Outside & { readonly hotkey: Account }>;
  /** Hands in whatever it is, past the checks of the program. */
  readonly force: (name: 'copying') => Promise<void>;
  readonly close: () => Promise<void>;
}

const SEEDS = { honest: 1, synthetic: 2, copying: 3 } as const;

const writeWallet = (at: Outside, name: string, address: Account, seed: number): void => {
  const folder = join(at.cwd, 'wallets', name, 'hotkeys');
  mkdirSync(folder, { recursive: true });
  const secretSeed = `0x${toHex(new Uint8Array(32).fill(seed))}`;
  writeFileSync(join(folder, 'default'), JSON.stringify({ ss58Address: address, secretSeed }), { mode: 0o600 });
};

const forced = async (chain: Chain, bucket: Bucket, name: 'copying'): Promise<void> => {
  const { hotkey, sign } = round.ROUND_MINERS[name];
  const files: Manifest['files'][number][] = [];
  for (const { zipcode, expected } of ROUND.zipcodes) {
    const bytes = round.roundFile(name, zipcode, expected);
    const contentSha256 = toHex(nodeHost.sha256(bytes)) as Hash32;
    files.push({ contentSha256, rowsRoot: contentSha256, zipcode });
    await bucket.create(`${folderOf(hotkey, ROUND.epoch)}zipcode=${zipcode}/rows.ndjson`, bytes);
  }
  const { netuid, epoch, nonce, genesis } = ROUND;
  const manifest: Manifest = { netuid, epoch, nonce, hotkey, files };
  const signed = await signManifest(nodeHost, genesis, manifest, sign);
  const key = formatKey({ kind: 'manifest', hotkey, epoch, manifestSha256: signed.sha256 });
  await bucket.create(key, encodeManifest(signed));
  const signer = await signerFromSeed(new Uint8Array(32).fill(SEEDS[name]));
  await chain.commits.commit(netuid, signed.sha256, signer, { until: 'in-block' });
};

const VOTER_SEED = 101;
const MAJORITY = { kind: 'stakeMajority', quorumppm: 500_000, requireppm: 500_000, supportppm: 500_000 };

/**
 * Starts everything; `outage` is the share of looks in percent that the source does not answer. With voters, they alone have a
 * permit, each with a bit more stake than the one before, and the rules count their majority.
 */
export const startRound = async (outage: number, voters = 0): Promise<RoundOutside> => {
  const { netuid, startBlock } = ROUND;
  const voterKeys = await Promise.all(
    Array.from({ length: voters }, (_, n) => signerFromSeed(new Uint8Array(32).fill(VOTER_SEED + n))),
  );
  const hotkeys = [...round.ROUND_HOTKEYS, ...voterKeys.map(({ account }) => account)];
  const permits = hotkeys.map((_, uid) => voters === 0 || uid >= round.ROUND_HOTKEYS.length);
  const subnet = { spec: 424, netuid, block: startBlock - 5, hotkeys } as const;
  const node = await startChainNode(smallChain(subnet, [['subtensorModule', 'validatorPermit', [netuid], permits]]));
  const mineTo = (block: number): void => node.mine(Math.max(0, block - node.head()));
  const listings = ROUND.zipcodes.flatMap(({ zipcode, expected }) => round.roundListings(zipcode, expected));
  const source = await startScraperPeer({ listings, seed: '7', shares: { captcha: outage } });
  const peer = await startS3Peer({ keys: new Map([['KEY', 'secret']]) });
  peer.store.buckets.set('miners', { ...newBucket(), versioning: 'Enabled' });
  const keys = { accessKeyId: 'KEY', secretAccessKey: 'secret' };
  const bucket = s3Bucket({ endpoint: peer.endpoint, region: 'us-east-1', bucket: 'miners', ...keys });
  const opened = await openChain({ endpoints: [node.url] });
  if (opened._tag === 'Left') throw new Error(opened.left.message);
  const chain = opened.right;
  mineTo(startBlock + 1);
  const settings = {
    network: [node.url],
    bucket: { endpoint: peer.endpoint, name: 'miners' },
    source: { url: source.endpoint, allowPrivate: true, perSecond: 1000 },
  };
  const newLog = async (): Promise<Outside & { readonly env: Record<string, string> }> => {
    const cwd = tempDirectory();
    const outside = { cwd, env: { ...KEYS, BT_WALLET_PATH: join(cwd, 'wallets') } };
    writeFileSync(join(cwd, 'subnet.json'), JSON.stringify(settings));
    await runCli(['log', 'init', 'subnet-log', '--netuid', `${netuid}`, '--genesis', ROUND.genesis], outside);
    const lines = round.openingLines(voters === 0 ? {} : { observers: MAJORITY });
    await runCli(['log', 'append', '-'], { ...outside, input: lines.map((line) => `${line}\n`).join('') });
    return outside;
  };
  return {
    node,
    source,
    mineTo,
    newLog,
    newVoter: async (n) => {
      const { cwd, env } = await newLog();
      const hotkey = voterKeys[n]?.account;
      if (hotkey === undefined) throw new RangeError(`newVoter: expected one of ${voters}, got ${n}`);
      writeWallet({ cwd }, 'voter', hotkey, VOTER_SEED + n);
      return { cwd, env: { ...env, BT_WALLET: 'voter' }, hotkey };
    },
    newMiner: (name, at) => {
      writeWallet(at, name, round.ROUND_MINERS[name].hotkey, SEEDS[name]);
      mkdirSync(join(at.cwd, name));
      for (const { zipcode, expected } of ROUND.zipcodes) {
        writeFileSync(join(at.cwd, name, `${zipcode}.ndjson`), round.roundFile(name, zipcode, expected));
      }
      return name;
    },
    force: (name) => forced(chain, bucket, name),
    close: async () => {
      await chain.disconnect();
      await Promise.all([node.close(), source.close(), peer.close()]);
    },
  };
};

/** Runs the program as a process and kills it the hard way as soon as `isEnough`; says whether it was killed. */
export const killWhen = (argv: readonly string[], { cwd, env }: Outside, isEnough: () => boolean): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [PROGRAM, ...argv], {
      cwd,
      env: { ...process.env, ...env },
      stdio: 'ignore',
    });
    const timer = setInterval(() => {
      if (isEnough()) child.kill('SIGKILL');
    }, 5);
    child.on('error', reject);
    child.on('close', (_, signal) => {
      clearInterval(timer);
      resolve(signal === 'SIGKILL');
    });
  });
