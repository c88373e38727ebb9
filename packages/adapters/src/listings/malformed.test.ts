import { decodeFact, encodeEvent, type Fact } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { randomFrom } from '../testing/random.js';
import { sampleListings } from '../testing/sample-listings.js';
import { LISTING_LIMITS, measureListings, rowsAt } from './index.js';
import { readListings } from './json-reader.js';
import { parquetLines } from './parquet-lines.js';

const SEED = Number(process.env['TEST_SEED'] ?? '1');
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const nest = (levels: number): string => `{"x":${'['.repeat(levels)}${']'.repeat(levels)}}`;

const measured = async (bytes: Uint8Array) => {
  const result = await measureListings(bytes, '19103');
  if (E.isLeft(result)) throw new Error(result.left.expected);
  return result.right;
};

for (const [name, bytes, code, offset] of [
  ['nothing', utf8(''), 'NOT_JSON', 0],
  ['a byte order mark', utf8('\ufeff{}'), 'NOT_JSON', 0],
  ['a list', utf8('[{"zpid":1}]'), 'NOT_JSON', 0],
  ['bytes that are no UTF-8', Uint8Array.of(123, 34, 0xff, 34, 58, 49, 125), 'NOT_UTF8', 0],
  ['a token of Python', utf8('{} {"zpid":1,"price":NaN}'), 'NOT_JSON', 21],
  ['Infinity', utf8('{"a":-Infinity}'), 'NOT_JSON', 6],
  ['a number with a zero in front', utf8('{"a":01}'), 'NOT_JSON', 6],
  ['a number that ends in a point', utf8('{"a":1.}'), 'NOT_JSON', 7],
  ['a trailing comma', utf8('{"a":1,}'), 'NOT_JSON', 7],
  ['an open string', utf8('{"a":"b'), 'NOT_JSON', 7],
  ['a line feed in a string', utf8('{"a":"\n"}'), 'NOT_JSON', 6],
  ['a wrong escape', utf8('{"a":"\\x41"}'), 'NOT_JSON', 6],
  ['half an escape', utf8('{"a":"\\u12g4"}'), 'NOT_JSON', 6],
  ['a row that is a list', utf8('{"listings":[[]]}'), 'NOT_ROWS', 13],
  ['a line that is a number', utf8('{}\n5'), 'NOT_ROWS', 3],
  ['listings that are no list', utf8('{"listings":{}}'), 'NOT_ROWS', 12],
  ['rows in two places', utf8('{"listings":[]}\n{"zpid":1}'), 'NOT_JSON', 16],
  ['listings twice', utf8('{"listings":[],"listings":[]}'), 'DUPLICATE_KEY', 26],
  ['a key twice in a row', utf8('{}{"zpid":1,"price":2,"zpid":1}'), 'DUPLICATE_KEY', 29],
  ['a key twice in two spellings', utf8('{}{"zpid":1,"\\u007apid":2}'), 'DUPLICATE_KEY', 24],
  ['a key twice in the header', utf8('{"nonce":"a","nonce":"b"}'), 'DUPLICATE_KEY', 21],
  ['levels without end', utf8(nest(100_000)), 'TOO_DEEP', 36],
  ['one level too many', utf8(nest(LISTING_LIMITS.depth)), 'TOO_DEEP', 36],
  ['rows without end', utf8(`{}${'{}'.repeat(LISTING_LIMITS.rows + 1)}`), 'TOO_MANY_ROWS', 400_002],
  ['a file beyond the limit', new Uint8Array(LISTING_LIMITS.fileBytes + 1), 'TOO_LARGE', LISTING_LIMITS.fileBytes],
  ['an empty parquet file', utf8('PAR1PAR1PAR1'), 'BAD_PARQUET', 0],
] as const) {
  test(`malformed: ${name}`, async () => {
    const { data, fault } = await measured(bytes);
    assert.equal([fault?.code, fault?.offset], [code, offset]);
    assert.equal([data.rows, data.header.hotkey, data.header.epoch], [0, '', -1]);
    assert.ok(E.isLeft(await rowsAt(bytes, [0])));
    const by = '5FW5ZNFvf1g5rcU6wvWWqaXCRkzttaKNhzo8YFk2ScHcLHT9';
    const fact = { block: 1, by, epoch: 7, netuid: 46, type: 'SubmissionMeasured', v: 1, data };
    assert.ok(E.isRight(decodeFact(encodeEvent(fact as unknown as Fact))), 'it can stand in a log');
  });
}

test('not malformed: the deepest level, repeated keys that nobody reads, a line of 20 MB', async () => {
  assert.is((await measured(utf8(nest(LISTING_LIMITS.depth - 1)))).fault, undefined);
  assert.is((await measured(utf8('{}{"zpid":1,"x":1,"x":2}'))).data.rows, 1);
  const { data, fault } = await measured(utf8(`{}{"zpid":1,"address":"${'a'.repeat(20_000_000)}"}`));
  assert.equal([fault, data.rows, data.filled['address']], [undefined, 1, 0]);
});

test('no value costs more time than its bytes: digits, white space and escapes without end', async () => {
  const long = 3_000_000;
  const before = performance.now();
  for (const value of [
    `1${'0'.repeat(long)}1`,
    `"a${' '.repeat(long)}b"`,
    `"${'\\n'.repeat(long)}"`,
    `"${'\\u0041'.repeat(1024)}"`,
    `"${`1${'0'.repeat(1000)}1`}"`,
  ]) {
    const { data, fault } = await measured(
      utf8(`{}{"zpid":1,"price":${value},"address":${value},"${value.slice(1, -1)}":1}`),
    );
    assert.equal([fault, data.rows, data.filled['price']], [undefined, 1, 0]);
  }
  assert.ok(performance.now() - before < 10_000);
});

test('it takes what JSON.parse takes, and nothing else', () => {
  const text =
    '{"epoch":7,"a":[1,-0.5e+3,"\\u00e9\\n",true,null,{}],"listings":[{"zpid":"12","price":1.50,"x":{"y":[]}}]}';
  const letters = '{}[]":,\\u09.e-+tn \n';
  const random = randomFrom(SEED);
  for (let round = 0; round < 6_000; round += 1) {
    const at = random(text.length);
    const put = random(3) === 0 ? '' : letters[random(letters.length)];
    const changed = `${text.slice(0, at)}${put}${text.slice(at + random(3))}`;
    let parsed: unknown;
    try {
      parsed = JSON.parse(changed);
    } catch {}
    const read = readListings(utf8(changed), () => {});
    if (E.isRight(read)) {
      // Several objects in a row are a file too.
      const isOne = parsed !== undefined || /\}\s*\{/.test(changed);
      assert.ok(isOne, `seed ${SEED}: ${changed}`);
    } else if (read.left.code === 'NOT_JSON') {
      const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
      assert.not(isObject, `seed ${SEED}: ${changed}`);
    }
  }
});

test('hostile parquet: any byte may be another one, and the end may be missing', async () => {
  const rows = sampleListings(randomFrom(SEED), 30);
  const columnData = (['zpid', 'zipcode'] as const).map((name) => ({
    name,
    data: rows.map((row) => String(row[name])),
    type: 'STRING' as const,
  }));
  const file = new Uint8Array(parquetWriteBuffer({ columnData }));
  assert.is((await measured(file)).data.rows, 30);
  const random = randomFrom(SEED);
  const before = performance.now();
  for (let round = 0; round < 1000; round += 1) {
    const changed = Uint8Array.from(file);
    for (let i = 0; i < 3; i += 1) changed[4 + random(changed.length - 8)] = random(256);
    const lines = await parquetLines(changed);
    if (E.isRight(lines))
      assert.ok(Buffer.from(lines.right).toString().split('\n').length <= 31, `seed ${SEED} round ${round}`);
  }
  assert.ok(performance.now() - before < 30_000);
  assert.is((await measured(file.subarray(0, file.length - 9))).fault?.code, 'BAD_PARQUET');
});

test.run();
