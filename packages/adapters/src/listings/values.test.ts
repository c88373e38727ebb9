import { type HashPart, taggedHash, text, u64 } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nodeHost } from '../node/index.js';
import { randomFrom } from '../testing/random.js';
import { FIELDS, type FieldKind, measureListings, normaliseValue, rowsAt, shortestDecimal } from './index.js';
import { DIGITS, NUMBER, TEXT } from './json-scan.js';
import { writeValue } from './write-value.js';

const SEED = Number(process.env['TEST_SEED'] ?? '1');

for (const [token, expected] of [
  ['0', '0'],
  ['-0.00', '0'],
  ['250000', '250000'],
  ['250000.00', '250000'],
  ['2.5e5', '250000'],
  ['1.50', '1.5'],
  ['-75.17', '-75.17'],
  ['5e-3', '0.005'],
  ['0.1000000000000000055511151231257827', '0.1000000000000000055511151231257827'],
  ['9007199254740993', '9007199254740993'],
  ['1e40', undefined],
  ['1e39', `1${'0'.repeat(39)}`],
  ['1e-39', `0.${'0'.repeat(38)}1`],
  ['1e99999', undefined],
  ['+1', undefined],
  ['.5', undefined],
  ['01', undefined],
  ['1,000', undefined],
] as const) {
  test(`shortest decimal of ${token}`, () => assert.is(shortestDecimal(token), expected));
}

for (const [kind, value, isNumber, expected] of [
  ['text', '  12 Oak St ', false, '12 Oak St'],
  ['text', 'None', false, ''],
  ['text', 'none left', false, 'none left'],
  ['text', '-', false, ''],
  ['text', '12.0', true, '12'],
  ['word', 'single-family', false, 'SINGLE_FAMILY'],
  ['id', '000123', false, '123'],
  ['id', 'pa-12', false, 'PA-12'],
  ['id', '1 2', false, ''],
  ['id', '20522557.0', true, '20522557'],
  ['id', '-5', true, ''],
  ['zipcode', '8540', true, '08540'],
  ['zipcode', '8540', false, '8540'],
  ['zipcode', '08540-1234', false, '08540'],
  ['date', '2026-02-03T04:05:06Z', false, '2026-02-03'],
  ['date', '2026-13-03', false, ''],
  ['date', '02/03/2026', false, ''],
  ['decimal', '-1.0', true, '-1'],
  ['amount', '-1', true, ''],
  ['amount', '0', true, '0'],
  ['positive', '0.0', true, ''],
  ['positive', '$5', false, ''],
] as const) {
  test(`${kind} ${value} ${isNumber ? 'as a number' : 'as text'}`, () =>
    assert.is(normaliseValue(kind, value, isNumber), expected));
}

test('the short way of writing a value says what the definition says', () => {
  const random = randomFrom(SEED);
  const letters = '0123456789.-eENnA/aTzZ_ -05';
  const kinds: readonly FieldKind[] = ['text', 'word', 'id', 'zipcode', 'date', 'decimal', 'amount', 'positive'];
  const out = Buffer.alloc(2000);
  for (let round = 0; round < 40_000; round += 1) {
    const kind = kinds[random(kinds.length)] ?? 'text';
    const fitting = ['2026-0', '19103', '20522557', '-75.1', 'SOLD'][random(5)] ?? '';
    const value = `${random(2) === 0 ? fitting : ''}${Array.from({ length: random(8) }, () => letters[random(letters.length)]).join('')}`;
    const isNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(value) && random(2) === 0;
    const bytes = new TextEncoder().encode(`"${value}"`);
    const form = isNumber ? (/^[0-9]+$/.test(value) ? DIGITS : NUMBER) : TEXT;
    const end = writeValue(kind, bytes, 1, bytes.length - 1, form, out, 0);
    assert.is(
      out.toString('utf8', 0, end),
      normaliseValue(kind, value, isNumber),
      `${kind} "${value}" ${isNumber} seed ${SEED}`,
    );
  }
});

test('row hashes and their root are tagged hashes, as the page defines them', async () => {
  const bytes = new TextEncoder().encode('{}{"zpid":1,"price":2.50}{"zpid":3}{"zpid":"pa-1","address":"É"}');
  const rows = [{ id: '1', price: '2.5' }, { id: '3' }, { id: 'PA-1', address: 'É' }];
  const rowHash = (row: Readonly<Record<string, string>>) =>
    taggedHash(
      nodeHost.sha256,
      'row/1',
      FIELDS.map(({ name }) => text(row[name] ?? '')),
    );
  const leaves = rows.map(rowHash).sort();
  const part = (hex: string): HashPart => Buffer.from(hex, 'hex');
  const top = taggedHash(nodeHost.sha256, 'rows-node/1', leaves.map(part));
  const measured = await measureListings(bytes, '19103');
  const root = taggedHash(nodeHost.sha256, 'rows/1', [u64(3), part(top)]);
  assert.is(E.isRight(measured) && measured.right.data.rowsRoot, root);
  const found = await rowsAt(bytes, [0, 1, 2]);
  assert.equal(E.isRight(found) && found.right.map(({ rowSha256 }) => rowSha256), leaves);
});

test.run();
