import { type AddressWords, US_ADDRESS_WORDS } from './address.js';

/** How the value of a row is compared with the value that the source has. */
export type Compare =
  | { readonly kind: 'equal' }
  /** Words of one list mean the same. */
  | { readonly kind: 'word'; readonly same: readonly (readonly string[])[] }
  | { readonly kind: 'address'; readonly words: AddressWords }
  /** Decimals that differ by at most `units`, or `ppm` of what the source has. */
  | { readonly kind: 'within'; readonly units: string; readonly ppm: number };

/** What is checked of a row, and what an answer means: data, so that an operator can change it. */
export interface ScrapeRules {
  /** Path of a listing, with {id} in the place of its id. */
  readonly path: string;
  /** Fields beside id and zipcode, which must always agree. A field that one side has not is not compared. */
  readonly fields: Readonly<Record<string, Compare>>;
  /** A listing is absent when the source says so by a status, or by a text in an answer with status 200. */
  readonly absent: { readonly statuses: readonly number[]; readonly texts: readonly string[] };
  /** A page that asks whether somebody is human says nothing about the miner. */
  readonly challenged: { readonly statuses: readonly number[]; readonly texts: readonly string[] };
}

const equal: Compare = { kind: 'equal' };

/** What is used when nobody says otherwise. Prices may be one percent apart, for sources round and follow at their own pace. */
export const SCRAPE_RULES: ScrapeRules = {
  path: '/listings/{id}',
  fields: {
    address: { kind: 'address', words: US_ADDRESS_WORDS },
    bathrooms: { kind: 'within', units: '0.5', ppm: 0 },
    bedrooms: equal,
    price: { kind: 'within', units: '0', ppm: 10_000 },
    propertyType: { kind: 'word', same: [['APARTMENT', 'CONDO']] },
    sqft: { kind: 'within', units: '1', ppm: 10_000 },
    yearBuilt: { kind: 'within', units: '1', ppm: 0 },
  },
  absent: { statuses: [404, 410], texts: ['"error":"not found"'] },
  challenged: {
    statuses: [401, 403, 407],
    texts: ['captcha', 'Captcha', 'CAPTCHA', 'Press & Hold', 'unusual traffic'],
  },
};
