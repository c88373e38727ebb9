import { gzipSync } from 'node:zlib';
import * as E from 'fp-ts/lib/Either.js';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type HostileParquet, hostileParquet, varint, withFooter } from '../testing/hostile-parquet.js';
import { LISTING_LIMITS, measureListings } from './index.js';
import { parquetLines } from './parquet-lines.js';
import { readParquet } from './read-parquet.js';

const MIB = 1_048_576;
// Definition levels as a run of ones, then the texts "12" and "7".
const levels = (run: readonly number[]): number[] => [run.length, 0, 0, 0, ...run];
const texts = [2, 0, 0, 0, 0x31, 0x32, 1, 0, 0, 0, 0x37];
const good = [...levels([4, 1]), ...texts];
const all = (count: number): number[] => levels([...varint(2 * count), 1]);

test('the file of one page is read, and so are two of its rows', async () => {
  const measured = await measureListings(hostileParquet({ page: good }), '19103');
  assert.ok(E.isRight(measured));
  assert.equal(E.isRight(measured) && [measured.right.fault, measured.right.data.rows], [undefined, 2]);
});

for (const [name, file] of [
  ['a run of 2^30 levels', { page: [...levels([...varint(2 ** 31), 1]), ...texts] }],
  ['a page that says it is longer than it is', { page: good, pageBytes: good.length + 1 }],
  ['a text of 4 GB', { page: [...levels([4, 1]), 255, 255, 255, 255, 0x31] }],
  ['a page that ends before its levels', { page: [9], pageBytes: 1 }],
] as const) {
  test(`hostile parquet: ${name} ends the measure and not the observer`, async () => {
    const measured = await measureListings(hostileParquet(file), '19103');
    assert.ok(E.isRight(measured), 'measured');
    assert.is(E.isRight(measured) && measured.right.data.rows, 0);
  });
}

// First text 8 MiB, then each the whole of the one before and nothing more: blocks of deltas that cost no byte.
const repeating = (count: number): number[] => {
  const block = varint(2 ** 20);
  const deltas = (first: number, delta: number) => [
    ...block,
    1,
    ...varint(count),
    ...varint(2 * first),
    ...varint(delta),
    0,
  ];
  return [...deltas(0, 0), ...deltas(0, 0)];
};
const bomb = [...gzipSync(Buffer.alloc(64 * MIB))];

for (const [name, file, expected] of [
  ['texts that repeat what was before them', { page: [...all(2), ...repeating(2)], encoding: 7 }, /encoding/],
  ['2^30 values in a page', { page: good, values: 2 ** 30, rows: 2 }, /as many values/],
  [
    '2^30 numbers by one delta',
    { page: [...all(2 ** 30), ...repeating(2)], type: 2, encoding: 5, values: 2 ** 30, rows: 2 },
    /as many values/,
  ],
  ['fewer values than rows', { page: good, values: 2, rows: 3 }, /as many values/],
  ['no values in a page', { page: good, values: 0, rows: 2 }, /as many values/],
  ['less than no values', { page: good, values: -2, rows: 2 }, /as many values/],
  ['2^40 rows', { page: good, rows: 2 ** 40 }, /at most 200000 rows/],
  ['a page of 2 GB', { page: good, pageBytes: 2 ** 31 - 2, codec: 1 }, /columns of a size|pages of at most/],
  ['a page of less than nothing', { page: good, pageBytes: -1 }, /columns of a size|pages of at most/],
  ['two row groups in the same bytes', { page: good, groups: 2 }, /for themselves/],
  ['1,025 row groups', { page: good, groups: 1025 }, /row groups/],
  ['a column behind the file', { page: good, offset: 2 ** 40 }, /inside the file/],
  ['a column before the file', { page: good, offset: -5 }, /inside the file/],
  ['a column that begins in the magic', { page: good, offset: 0 }, /inside the file/],
  ['pages in Brotli', { page: good, codec: 4 }, /without compression/],
  ['pages in LZ4', { page: good, codec: 5 }, /without compression/],
  ['pages in ZSTD', { page: good, codec: 6 }, /without compression/],
  ['a codec that nobody knows', { page: good, codec: 99 }, /without compression/],
  ['64 MiB of GZIP in a page that says it has 16', { page: bomb, pageBytes: 16 * MIB, codec: 2 }, /can be read/],
  ['64 MiB of GZIP in a page that says it has 2', { page: bomb, pageBytes: 2, codec: 2 }, /can be read/],
  [
    'Snappy that is longer than it says',
    { page: [2, 4, 0x31, 0x32, 0xfe, 1, 0], pageBytes: 2, codec: 1 },
    /can be read/,
  ],
] satisfies readonly (readonly [string, HostileParquet, RegExp])[]) {
  test(`hostile parquet is refused before there is room for it: ${name}`, async () => {
    const before = process.memoryUsage().rss;
    const lines = await parquetLines(hostileParquet(file));
    assert.ok(E.isLeft(lines), 'refused');
    assert.match(lines.left, expected);
    assert.ok(process.memoryUsage().rss - before < 200 * MIB);
  });
}

for (const [name, footer] of [
  ['4 MiB of structs inside each other', new Array(4 * MIB).fill(0x1c)],
  ['4 MiB of lists inside each other', new Array(4 * MIB).fill(0x19)],
  ['lists of 2^31 numbers', [0x19, 0xf5, ...varint(2 ** 31 - 1)]],
  ['a text of 4 GB', [0x18, ...varint(2 ** 32 - 1), 0x31]],
  ['nothing', []],
  ['a struct that does not end', [0x15]],
] as const) {
  test(`hostile parquet: a footer of ${name}`, async () => {
    const lines = await parquetLines(withFooter(footer));
    assert.ok(E.isLeft(lines));
  });
}

test('hostile parquet: one long text in every row is no file of gigabytes', async () => {
  const columnData = [
    { name: 'zpid', data: Array.from({ length: 1000 }, (_, n) => `${n}`), type: 'STRING' as const },
    { name: 'address', data: new Array(1000).fill('a'.repeat(MIB)), type: 'STRING' as const },
  ];
  const bytes = new Uint8Array(parquetWriteBuffer({ columnData, codec: 'SNAPPY' }));
  assert.ok(bytes.length < 2 * MIB, `${bytes.length}`);
  assert.equal(await parquetLines(bytes), E.left(`at most ${LISTING_LIMITS.fileBytes} bytes as lines of JSON`));
});

test('a file that takes too long says nothing about the file', async () => {
  const columnData = [{ name: 'zpid', data: ['1'], type: 'STRING' as const }];
  const found = await readParquet(new Uint8Array(parquetWriteBuffer({ columnData })), 1);
  assert.equal(found, E.left({ kind: 'unread' }));
});

test.run();
