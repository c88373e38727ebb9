#!/usr/bin/env node
// Measures made-up submissions as an observer does, against JSON.parse of the same text, in turn in one process:
// `node bench/programs/listings.mjs <submissions> <rows> <distinct> [--measure-only]` prints one line of JSON. Times are of the CPU,
// for other work on the machine is none of theirs; the garbage of each is its own.
import { measureListings } from '@subnet-scoring/adapters/listings';
import { seededRandom } from '@subnet-scoring/core/testing';

const [submissions, rows, distinct] = process.argv.slice(2, 5).map(Number);
const measureOnly = process.argv.includes('--measure-only');
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

const cpuMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const rounds = Math.ceil(submissions / distinct);
const ratios = [];
const spent = { parse: 0, measure: 0 };
let bytes = 0;
let root = '';
for (let round = 0; round < rounds; round += 1) {
  let start = cpuMs();
  if (!measureOnly) for (const text of texts) JSON.parse(text);
  const parse = cpuMs() - start;
  start = cpuMs();
  for (const file of files) {
    const measured = await measureListings(file, '19103');
    if (measured.right?.data.rows !== rows) throw new Error('a submission was not measured');
    root = measured.right.data.rowsRoot;
  }
  const measure = cpuMs() - start;
  bytes += files.reduce((sum, file) => sum + file.length, 0);
  ratios.push(measure / Math.max(parse, 0.001));
  spent.parse += parse;
  spent.measure += measure;
}
const { maxRSS } = process.resourceUsage();
console.log(
  JSON.stringify({ bytes, ratios, parseMs: spent.parse, measureMs: spent.measure, root, peakBytes: maxRSS * 1024 }),
);
