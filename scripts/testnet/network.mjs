// The servers of the test network, all on 127.0.0.1: a chain whose blocks come when they are asked for, a bucket, a source of listings.

import { openChain } from '@subnet-scoring/adapters/chain';
import { signerFromSeed } from '@subnet-scoring/adapters/keys';
import { s3Bucket } from '@subnet-scoring/adapters/s3';
import { smallChain, startChainNode } from '@subnet-scoring/adapters/testing/chain-node';
import { newBucket, startS3Peer } from '@subnet-scoring/adapters/testing/s3-peer';
import { startScraperPeer } from '@subnet-scoring/adapters/testing/scraper-peer';
import { everyZipcode, NETUID } from './calendar.mjs';
import { listingsOf } from './listings.mjs';
import { MINERS } from './miners.mjs';
import { right } from './right.mjs';

const VALIDATORS = 3;
const BLOCK = 190;
/** A state is read with the header before it. */
const FIRST_BLOCKS = 5;
const SEED_BYTES = 32;

/** The n-th key of the network, from 1: everybody knows it. */
export const signerOf = (n) => signerFromSeed(new Uint8Array(SEED_BYTES).fill(n));

/** The bucket of the submissions. */
export const bucketAt = (endpoint) =>
  s3Bucket({ endpoint, region: 'us-east-1', bucket: 'miners', accessKeyId: 'KEY', secretAccessKey: 'secret' });

/** Starts the servers; `outage` is how many of a hundred requests the source does not answer. */
export const startNetwork = async ({ directory, outage, seed }) => {
  const [burn, ...keys] = await Promise.all(
    Array.from({ length: 1 + VALIDATORS + MINERS.length }, (_, uid) => signerOf(uid + 1)),
  );
  const [validators, miners] = [keys.slice(0, VALIDATORS), keys.slice(VALIDATORS)];
  const hotkeys = [burn, ...keys].map(({ account }) => account);
  const permits = hotkeys.map((_, uid) => uid > 0 && uid <= VALIDATORS);
  const subnet = { spec: 424, netuid: NETUID, block: BLOCK, hotkeys };
  const node = await startChainNode(smallChain(subnet, [['subtensorModule', 'validatorPermit', [NETUID], permits]]));
  node.mine(FIRST_BLOCKS);
  const genesis = '11'.repeat(SEED_BYTES);
  const chain = right(await openChain({ endpoints: [node.url], genesis }));

  const peer = await startS3Peer({ keys: new Map([['KEY', 'secret']]) });
  peer.store.buckets.set('miners', { ...newBucket(), versioning: 'Enabled' });
  const bucket = bucketAt(peer.endpoint);

  const listings = everyZipcode().flatMap(listingsOf);
  const source = await startScraperPeer({ listings, seed, shares: { status503: outage } });
  const close = async () => {
    await chain.disconnect();
    await Promise.all([node.close(), peer.close(), source.close()]);
  };
  const { endpoint } = peer;
  return { directory, genesis, node, chain, bucket, endpoint, source, burn, validators, miners, close };
};
