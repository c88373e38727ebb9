#!/usr/bin/env node
// Measures made-up submissions as an observer does, or only parses the same text with JSON.parse:
// `node bench/programs/listings.mjs measure|parse <submissions> <rows> <distinct>` prints one line of JSON. Each has a process of its
// own, so that the garbage of one is not collected in the time of the other. The time is that of the CPU, behind one round to warm up.
import { measureListings } from '@subnet-scoring/adapters/listings';
import { seededRandom } from '@subnet-scoring/core/testing';

const [what, ...counts] = process.argv.slice(2);
const [submissions, rows, distinct] = counts.map(Number);
const random = seededRandom('bench/listings');

const listing = (zpid) => ({
  zpid: String(zpid),
  mls_id: `PAPH${1_000_000 + random.below(9_000_000)}`,
  address: `${1 + random.below(2400)} Walnut Street Unit ${random.below(40)}, Philadelphia, PA 19103`,
  price: 100_000 + random.below(900_000),
  property_type: 'CONDO',
  listing_status: 'SOLD',
  listing_date: '2026-09-13T00:00:00Z',
  source_url: `https://listings.example/homes/${zpid}_zpid/`,
  scraped_timestamp: '2026-10-01T16:22:33.123456+00:00',
  zipcode: '19103',
  bedrooms: random.below(6),
  bathrooms: random.below(8) / 2,
  sqft: 500 + random.below(3000),
  days_on_market: random.below(90),
  lot_size: 1000 + random.below(9000) / 2,
  year_built: 1880 + random.below(145),
  zestimate: 100_000 + random.below(900_000),
  latitude: 39 + random.below(1_000_000) / 1_000_000,
  longitude: -75 - random.below(1_000_000) / 1_000_000,
  data_source: 'zillow',
});
const header = {
  epoch: 7,
  hotkey: '5CcyqxXnJucaCnQQvvUg5EPzj1uoNAxACZvzArHw5aVDvgNH',
  netuid: 46,
  nonce: 'a1'.repeat(32),
};
const texts = Array.from({ length: distinct }, (_, file) => {
  const listings = Array.from({ length: rows }, (_, i) => listing(20_000_000 + file * rows + i));
  return JSON.stringify({ ...header, listings });
});
const files = texts.map((text) => Buffer.from(text));

const parse = async (i) => {
  if (JSON.parse(texts[i]).listings.length !== rows) throw new Error('a submission was not parsed');
};
const measure = async (i) => {
  const measured = await measureListings(files[i], '19103');
  if (measured.right?.data.rows !== rows) throw new Error('a submission was not measured');
};
const step = what === 'parse' ? parse : measure;
for (let i = 0; i < distinct; i += 1) await step(i);
const start = process.cpuUsage();
let bytes = 0;
for (let done = 0; done < submissions; done += 1) {
  await step(done % distinct);
  bytes += files[done % distinct].length;
}
const { user, system } = process.cpuUsage(start);
const { maxRSS } = process.resourceUsage();
console.log(JSON.stringify({ bytes, cpuMs: (user + system) / 1000, peakBytes: maxRSS * 1024 }));
