// The servers of the test network, each a process of its own on 127.0.0.1: a chain whose blocks come when they are asked for, a bucket,
// a source of listings. What a server was told it has on the disk; where it was it comes back.

import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openChain } from '@subnet-scoring/adapters/chain';
import { createBucket, OWN_KEYS, openBucket, removeBucket } from './bucket.mjs';
import { signerOf } from './keys.mjs';
import { right } from './right.mjs';
import { supervise } from './supervise.mjs';

const VALIDATORS = 3;
const MINE_MS = 20;
/** A chain that was killed comes back. */
const ATTEMPTS = 20;

/** Starts a server and waits for its address, which stays the same. */
const startServer = async ({ name, settings, env, life, say }) => {
  let heard;
  const address = new Promise((resolve) => {
    heard = resolve;
  });
  const given = { ...settings, port: 0 };
  const isAddress = /^\w+:\/\//;
  const onLine = (line) => {
    if (!isAddress.test(line)) return;
    given.port = Number(new URL(line).port);
    heard(line);
  };
  const program = `${name}-process.mjs`;
  const { order, stop } = supervise({ name, program, settings: given, env, life, onLine, say });
  return { address: await address, order, stop };
};

/** The keys of everybody by uid, and who may validate. */
const inhabitants = async (miners) => {
  const keys = Array.from({ length: 1 + VALIDATORS + miners }, (_, uid) => signerOf(uid + 1));
  const hotkeys = (await Promise.all(keys)).map(({ account }) => account);
  return { hotkeys, permits: hotkeys.map((_, uid) => uid > 0 && uid <= VALIDATORS) };
};

/** The bucket's server and its settings: its own one, or one that is there, whose keys are in the environment. */
const startBucket = async (endpoint, options) => {
  if (endpoint !== undefined) {
    const settings = { endpoint, bucket: `testnet-${randomBytes(6).toString('hex')}` };
    await createBucket(settings);
    return { settings, env: process.env, stop: () => removeBucket(settings) };
  }
  const { address, stop } = await startServer({ ...options, name: 'bucket', env: OWN_KEYS });
  const settings = { endpoint: address, bucket: 'miners' };
  await createBucket(settings, OWN_KEYS);
  return { settings, env: OWN_KEYS, stop };
};

/** Starts the servers; `outage` is how many of a hundred requests the source does not answer, `endpoint` an S3 server that is there. */
export const startNetwork = async ({ directory, endpoint, miners, outage, seed, lifeOf, say }) => {
  const { hotkeys, permits } = await inhabitants(miners);
  const optionsOf = (name, settings) => ({ name, settings, life: lifeOf(name), say });
  const blocks = join(directory, 'chain.ndjson');
  const node = await startServer(optionsOf('chain', { journal: blocks, hotkeys, permits }));
  const source = await startServer(optionsOf('source', { outage, seed }));
  const bucket = await startBucket(endpoint, optionsOf('bucket', { journal: join(directory, 'bucket.ndjson') }));
  const genesis = '11'.repeat(32);
  const chain = right(await openChain({ endpoints: [node.address], genesis, attempts: ATTEMPTS }));
  const head = async () => right(await chain.finalizedHead()).block;

  return {
    directory,
    genesis,
    source: source.address,
    chain,
    bucket: openBucket(bucket.settings, bucket.env),
    blocks,
    head,
    hotkeys,
    validators: VALIDATORS,
    miners,
    /** What a process needs to reach all of it. */
    settings: { directory, genesis, node: node.address, source: source.address, bucket: bucket.settings },
    env: bucket.env,
    /** Makes blocks up to this one; a chain that was killed is told again. */
    mineTo: async (block) => {
      while ((await head()) < block) {
        node.order(block);
        await sleep(MINE_MS);
      }
    },
    close: async () => {
      await chain.disconnect();
      await Promise.all([node, source, bucket].map(({ stop }) => stop()));
    },
  };
};

/** The network as a player in a process of its own sees it. */
export const joinNetwork = async ({ directory, genesis, node, source, bucket }) => ({
  directory,
  genesis,
  source,
  chain: right(await openChain({ endpoints: [node], genesis })),
  bucket: openBucket(bucket),
});
