import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Behaviour } from './behaviour.js';
import { type PeerListing, startScraperPeer } from './peer.js';

/** The peer as a program: serves the listings of an NDJSON file, says where in one line of JSON, and runs until told to stop. */
const { values } = parseArgs({
  options: {
    listings: { type: 'string' },
    port: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    trending: { type: 'string', multiple: true, default: [] },
    // Such as status503=20: of a hundred requests twenty are answered so.
    share: { type: 'string', multiple: true, default: [] },
  },
});

const lines = values.listings === undefined ? [] : readFileSync(values.listings, 'utf8').split('\n');
const listings = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as PeerListing);
const shares = Object.fromEntries(values.share.map((share) => share.split('='))) as Record<Behaviour, string>;
const peer = await startScraperPeer({
  listings,
  trending: values.trending,
  port: Number(values.port),
  seed: values.seed,
  shares: Object.fromEntries(Object.entries(shares).map(([behaviour, share]) => [behaviour, Number(share)])),
});
process.stdout.write(`${JSON.stringify({ endpoint: peer.endpoint, listings: listings.length })}\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void peer.close());
