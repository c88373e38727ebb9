import type { Random } from './random.js';

/** A listing as miners write it, with the keys of the flat schema. */
export type SampleListing = Readonly<Record<string, string | number | boolean | null>>;

export const LISTING_HEADER = {
  epoch: 7,
  hotkey: '5CcyqxXnJucaCnQQvvUg5EPzj1uoNAxACZvzArHw5aVDvgNH',
  netuid: 46,
  nonce: 'a1'.repeat(32),
};

const STREETS = ['Walnut St', 'Oak Ave', 'Élan Ct "B"', 'Pine\tRow', 'South 4th St'];
const TYPES = ['SINGLE_FAMILY', 'Condo', 'townhouse', 'Multi Family'];
const BLANKS = [null, '', ' N/A ', 'unknown'];

/** Listings of one zipcode: some cells are blank in one way or another, numbers have fractions and signs. */
export const sampleListings = (random: Random, count: number, zipcode = '19103'): readonly SampleListing[] =>
  Array.from({ length: count }, (_, i) => {
    const pick = <A>(items: readonly A[]): A => items[random(items.length)] as A;
    const maybe = <A>(value: A) => (random(8) === 0 ? pick(BLANKS) : value);
    return {
      zpid: String(20_000_000 + i * 7 + random(7)),
      mls_id: maybe(`PAPH${2_000_000 + random(9999)}`),
      address: maybe(`${1 + random(999)} ${pick(STREETS)}, Philadelphia, PA ${zipcode}`),
      price: maybe(10_000 + random(900_000)),
      property_type: maybe(pick(TYPES)),
      listing_status: pick(['SOLD', 'for sale', 'PENDING']),
      listing_date: maybe(`2026-0${1 + random(9)}-1${random(10)}T00:00:00Z`),
      zipcode,
      bedrooms: maybe(random(6)),
      bathrooms: maybe(random(8) / 2),
      sqft: maybe(random(4000)),
      latitude: 39 + random(1_000_000) / 1_000_000,
      longitude: -75 - random(1_000_000) / 1_000_000,
      junk: random(2) === 0,
    };
  });

/** One object with the header and the rows. */
export const listingsJson = (rows: readonly SampleListing[], header: object = LISTING_HEADER): Uint8Array =>
  new TextEncoder().encode(JSON.stringify({ ...header, listings: rows }));

/** The header, then a line for each row. */
export const listingsNdjson = (rows: readonly SampleListing[], header: object = LISTING_HEADER): Uint8Array =>
  new TextEncoder().encode([header, ...rows].map((line) => `${JSON.stringify(line)}\n`).join(''));
