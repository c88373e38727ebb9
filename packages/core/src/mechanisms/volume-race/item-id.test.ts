import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { idLines, idListOf, idTextAt, pageAt } from './id-list.js';
import { PAGES, parseItemId } from './item-id.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

const TWO_64 = 1n << 64n;
const numberOf = (text: string): bigint => {
  const words = new Uint32Array(2);
  const page = parseItemId(text, words, 0);
  return BigInt(page) * TWO_64 + (BigInt(words[0] ?? 0) << 32n) + BigInt(words[1] ?? 0);
};

const EDGES = [
  ...['0', '1', '9', '10', '9999999999', '10000000000', '4294967295', '4294967296'],
  ...['9007199254740991', '9007199254740992', '17098359098246021', '9999999999999999999', '10000000000000000000'],
  ...[-1n, 0n, 1n].flatMap((n) => [1n, 2n, 3n, 4n, 5n].map((page) => String(page * TWO_64 + n))),
  '99999999999999999999',
];

test('an id is its page and 64 bits, also beyond 2^64', () => {
  for (const text of EDGES) assert.is(numberOf(text), BigInt(text), text);
  assert.is(parseItemId('99999999999999999999', new Uint32Array(2), 0), PAGES - 1);
  assert.is(parseItemId('18446744073709551615', new Uint32Array(2), 0), 0);
  assert.is(parseItemId('18446744073709551616', new Uint32Array(2), 0), 1);
});

test('ids come back digit by digit', () => {
  const list = idListOf(EDGES);
  assert.equal(
    EDGES.map((_, at) => idTextAt(list, at)),
    EDGES,
  );
  assert.is(Buffer.from(idLines(list)).toString(), EDGES.map((id) => `${id}\n`).join(''));
});

test('a list without ids beyond 2^64 needs no pages', () => {
  assert.is(idListOf(['0', '18446744073709551615']).pages, undefined);
  assert.is(pageAt(idListOf(['0', '18446744073709551616']), 1), 1);
});

test('every id of 1 to 20 digits is told apart from every other', () => {
  const id = fc.bigInt({ min: 0n, max: 99_999_999_999_999_999_999n });
  fc.assert(
    fc.property(id, (value) => {
      assert.is(numberOf(String(value)), value);
      assert.is(idTextAt(idListOf([String(value)]), 0), String(value));
    }),
    { numRuns: 2_000 },
  );
});

test.run();
