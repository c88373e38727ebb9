#!/usr/bin/env node
// The source of listings of the test network. It knows all that may be assigned, and has nothing to remember.

import { startScraperPeer } from '@subnet-scoring/adapters/testing/scraper-peer';
import { everyZipcode } from './calendar.mjs';
import { listingsOf } from './listings.mjs';
import { given, orders } from './orders.mjs';

const { outage, seed, port } = given;
const source = await startScraperPeer({
  listings: everyZipcode().flatMap(listingsOf),
  seed,
  shares: { status503: outage },
  port,
  heard: () => console.log('request'),
});
console.log(source.endpoint);
for await (const _ of orders());
