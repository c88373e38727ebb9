import * as E from 'fp-ts/lib/Either.js';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Random, randomFrom } from '../testing/random.js';
import {
  LISTING_HEADER,
  listingsJson,
  listingsNdjson,
  type SampleListing,
  sampleListings,
} from '../testing/sample-listings.js';
import { measureListings, rowsAt } from './index.js';

const SEED = Number(process.env['TEST_SEED'] ?? '1');
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

const shuffled = <A>(random: Random, items: readonly A[]): readonly A[] =>
  items
    .map((item) => ({ item, at: random(1 << 30) }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);

/** A parquet file of the rows, with the columns that a data frame would make of them. */
const parquet = (rows: readonly SampleListing[], codec: 'SNAPPY' | 'UNCOMPRESSED'): Uint8Array => {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const columnData = names.map((name) => {
    const data = rows.map((row) => row[name] ?? null);
    const isText = data.some((value) => typeof value === 'string');
    const isTruth = data.some((value) => typeof value === 'boolean');
    const type = isTruth ? 'BOOLEAN' : isText ? 'STRING' : 'DOUBLE';
    const cells = isText ? data.map((value) => (value === null ? null : String(value))) : data;
    return { name, data: cells, type, nullable: true } as const;
  });
  const kvMetadata = Object.entries(LISTING_HEADER).map(([key, value]) => ({ key, value: String(value) }));
  return new Uint8Array(parquetWriteBuffer({ columnData, codec, kvMetadata }));
};

const measured = async (bytes: Uint8Array) => {
  const result = await measureListings(bytes, '19103');
  if (E.isLeft(result)) throw new Error(result.left.expected);
  assert.is(result.right.fault, undefined);
  const { contentSha256: _, ...data } = result.right.data;
  return data;
};

test('the order of rows and keys, the white space and the file format change nothing', async () => {
  for (let round = 0; round < 2; round += 1) {
    const random = randomFrom(SEED + round);
    const rows = sampleListings(random, 1 + random(60));
    const expected = await measured(listingsJson(rows));
    assert.is(expected.rows, rows.length, `seed ${SEED + round}`);
    assert.equal(expected.header, LISTING_HEADER);
    const turned = shuffled(random, rows).map((row) => Object.fromEntries(shuffled(random, Object.entries(row))));
    const headLast = `{"listings":${JSON.stringify(turned, undefined, 2)},${JSON.stringify(LISTING_HEADER).slice(1)}`;
    const lines = [LISTING_HEADER, ...turned].map((line) => JSON.stringify(line)).join('\r\n');
    const escaped = lines.replaceAll('zpid', 'z\\u0070id').replaceAll('/', '\\/').replaceAll('É', '\\u00c9');
    const files = [listingsJson(turned), listingsNdjson(turned), utf8(headLast), utf8(lines), utf8(escaped)];
    for (const bytes of [...files, parquet(turned, 'SNAPPY'), parquet(turned, 'UNCOMPRESSED')]) {
      assert.equal(await measured(bytes), expected, `seed ${SEED + round}`);
    }
  }
});

test('three schemas with the same listing have the same row', async () => {
  const flat = {
    zpid: '0123',
    address: '1 Oak St',
    price: 250000,
    property_type: 'single family',
    sqft: 900,
    zipcode: '08540',
  };
  const content = {
    zpid: 123,
    address: ' 1 Oak St ',
    price: '250000.0',
    property_type: 'SINGLE-FAMILY',
    living_area: 9e2,
    zipcode: 8540,
  };
  const nested = {
    ids: { zillow: { zpid: 123 } },
    property: {
      location: { addresses: '1 Oak St', zip_code: '08540', zip_code_plus_4: '08540-1234' },
      characteristics: { property_type: 'Single_Family', property_subtype: ['x'] },
      size: { house_size_sqft: 900, lot_size_sqft: null },
    },
    market_context: { final_sale_price: 250000.0, listing_timeline: [{ price: 1 }] },
  };
  const roots = [flat, content, nested].map(
    async (row) => (await measured(utf8(`${JSON.stringify(LISTING_HEADER)}\n${JSON.stringify(row)}`))).rowsRoot,
  );
  assert.is(new Set(await Promise.all(roots)).size, 1);
});

test('rows are found by their place in canonical order, whatever the file', async () => {
  const rows = sampleListings(randomFrom(SEED), 40);
  const places = [39, 0, 7, 40];
  const expected = await rowsAt(listingsJson(rows), places);
  assert.ok(E.isRight(expected));
  assert.equal(E.isRight(expected) && expected.right.map(({ row }) => row), [39, 0, 7]);
  assert.equal(await rowsAt(listingsNdjson([...rows].reverse()), places), expected);
  assert.equal(await rowsAt(parquet(rows, 'SNAPPY'), places), expected);
});

test('counts: filled cells, other zipcodes, ids that came before, rows without an id', async () => {
  const row = { zpid: 1, zipcode: '19103', price: 5, sqft: 0, address: 'n/a' };
  const rows = [
    row,
    { ...row, price: 6 },
    { ...row, zpid: '01' },
    { zpid: 2, zipcode: 'x' },
    { zpid: '?' },
    { zpid: 3 },
    {},
  ];
  const { rows: count, duplicateIdRows, wrongZipRows, filled } = await measured(listingsJson(rows as SampleListing[]));
  assert.equal({ count, duplicateIdRows, wrongZipRows }, { count: 5, duplicateIdRows: 2, wrongZipRows: 1 });
  assert.equal([filled['id'], filled['price'], filled['sqft'], filled['address'], filled['zipcode']], [5, 3, 0, 0, 4]);
});

test.run();
