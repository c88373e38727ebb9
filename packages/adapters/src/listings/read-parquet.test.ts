import * as E from 'fp-ts/lib/Either.js';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { measureListings } from './index.js';
import { readParquet } from './read-parquet.js';

/** A signed varint as thrift writes it. */
const zigzag = (n: number): number[] => {
  const out: number[] = [];
  for (let rest = n * 2; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...out, rest];
    out.push((rest % 128) + 128);
  }
};
const varint = (n: number): number[] => (n < 128 ? [n] : [(n % 128) + 128, ...varint(Math.floor(n / 128))]);
const ascii = (text: string): number[] => [...varint(text.length), ...Buffer.from(text)];

/** A file with one optional column of texts and one page, whose header and bytes are as they are told. */
const withPage = (uncompressed: number, values: number, page: readonly number[], codec = 0): Uint8Array => {
  const header = [0x15, 0, 0x15, ...zigzag(uncompressed), 0x15, ...zigzag(page.length), 0x2c];
  header.push(0x15, ...zigzag(values), 0x15, 0, 0x15, ...zigzag(3), 0x15, ...zigzag(3), 0, 0);
  const chunk = [...header, ...page];
  const leaf = [0x15, ...zigzag(6), 0x25, ...zigzag(1), 0x18, ...ascii('zpid'), 0x25, 0, 0];
  const root = [0x48, ...ascii('s'), 0x15, ...zigzag(1), 0];
  const meta = [
    0x15,
    ...zigzag(6),
    0x19,
    0x15,
    0,
    0x19,
    0x18,
    ...ascii('zpid'),
    0x15,
    ...zigzag(codec),
    0x16,
    ...zigzag(2),
  ];
  meta.push(0x16, ...zigzag(uncompressed), 0x16, ...zigzag(chunk.length), 0x26, ...zigzag(4), 0);
  const group = [
    0x19,
    0x1c,
    0x26,
    ...zigzag(4),
    0x1c,
    ...meta,
    0,
    0x16,
    ...zigzag(chunk.length),
    0x16,
    ...zigzag(2),
    0,
  ];
  const footer = [0x15, ...zigzag(1), 0x19, 0x2c, ...root, ...leaf, 0x16, ...zigzag(2), 0x19, 0x1c, ...group, 0];
  const length = Buffer.alloc(4);
  length.writeUInt32LE(footer.length);
  return Uint8Array.from([...Buffer.from('PAR1'), ...chunk, ...footer, ...length, ...Buffer.from('PAR1')]);
};
// Two values: definition levels as a run of ones, then two texts.
const levels = (run: readonly number[]): number[] => [run.length, 0, 0, 0, ...run];
const texts = [2, 0, 0, 0, 0x31, 0x32, 1, 0, 0, 0, 0x37];
const good = [...levels([4, 1]), ...texts];

test('the file of one page is read, and so are two of its rows', async () => {
  const measured = await measureListings(withPage(good.length, 2, good), '19103');
  assert.ok(E.isRight(measured));
  assert.equal(E.isRight(measured) && [measured.right.fault, measured.right.data.rows], [undefined, 2]);
});

for (const [name, bytes] of [
  ['a run of 2^30 levels', withPage(good.length, 2, [...levels([...varint(2 ** 31), 1]), ...texts])],
  ['2^30 values in a page', withPage(good.length, 2 ** 30, good)],
  ['a page of 2 GB', withPage(2 ** 31 - 2, 2, good, 1)],
  ['a page that says it is longer than it is', withPage(good.length + 1, 2, good)],
  ['a text of 4 GB', withPage(good.length, 2, [...levels([4, 1]), 255, 255, 255, 255, 0x31])],
  ['a page that ends before its levels', withPage(1, 2, [9])],
] as const) {
  test(`hostile parquet: ${name} ends the measure and not the observer`, async () => {
    const measured = await measureListings(bytes, '19103');
    assert.ok(E.isRight(measured), 'measured');
    assert.is(E.isRight(measured) && measured.right.data.rows, 0);
  });
}

test('a file that takes too long says nothing about the file', async () => {
  const columnData = [{ name: 'zpid', data: ['1'], type: 'STRING' as const }];
  const found = await readParquet(new Uint8Array(parquetWriteBuffer({ columnData })), 1);
  assert.equal(found, E.left({ kind: 'unread' }));
});

test.run();
