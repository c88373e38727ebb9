/** One field of a thrift struct: its number, its type and its bytes. */
type Field = readonly [id: number, type: number, bytes: readonly number[]];

/** An unsigned varint. */
export const varint = (n: number): number[] => (n < 128 ? [n] : [(n % 128) + 128, ...varint(Math.floor(n / 128))]);

const zigzag = (n: number): number[] => varint(n < 0 ? -2 * n - 1 : 2 * n);
const i32 = (id: number, n: number): Field => [id, 5, zigzag(n)];
const i64 = (id: number, n: number): Field => [id, 6, zigzag(n)];
const text = (id: number, value: string): Field => [id, 8, [...varint(value.length), ...Buffer.from(value)]];
const list = (id: number, type: number, items: readonly (readonly number[])[]): Field => [
  id,
  9,
  [0xf0 + type, ...varint(items.length), ...items.flat()],
];

/** A thrift struct in the compact protocol; fields ascend. */
export const struct = (fields: readonly Field[]): number[] => [
  ...fields.flatMap(([id, type, bytes], i) => [((id - (fields[i - 1]?.[0] ?? 0)) << 4) + type, ...bytes]),
  0,
];

/** What a file says of itself; what is not said is sound. */
export interface HostileParquet {
  /** Bytes of the page as they lie in the file, levels included. */
  readonly page: readonly number[];
  readonly pageBytes?: number;
  /** Values of the page. */
  readonly values?: number;
  readonly rows?: number;
  /** Physical type of the column, 6 for texts. */
  readonly type?: number;
  /** Of the page's values: 0 plain, 5 deltas, 7 texts as deltas. */
  readonly encoding?: number;
  /** 0 none, 1 Snappy, 2 GZIP, 4 Brotli, 6 ZSTD. */
  readonly codec?: number;
  /** How many row groups have their column in the same bytes. */
  readonly groups?: number;
  readonly offset?: number;
}

const bytesOf = (footer: readonly number[], chunk: readonly number[]): Uint8Array => {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(footer.length);
  return Buffer.concat(['PAR1', Uint8Array.from(chunk), Uint8Array.from(footer), length, 'PAR1'].map(bufferOf));
};
const bufferOf = (part: string | Uint8Array): Uint8Array => (typeof part === 'string' ? Buffer.from(part) : part);

/** A file with these bytes as its footer. */
export const withFooter = (footer: readonly number[]): Uint8Array => bytesOf(footer, []);

/** A file with one optional column `zpid`, of which one page is as it is told. */
export const hostileParquet = ({
  page,
  pageBytes = page.length,
  values = 2,
  rows = values,
  type = 6,
  encoding = 0,
  codec = 0,
  groups = 1,
  offset = 4,
}: HostileParquet): Uint8Array => {
  const dataPage = struct([i32(1, values), i32(2, encoding), i32(3, 3), i32(4, 3)]);
  const header = struct([i32(1, 0), i32(2, pageBytes), i32(3, page.length), [5, 12, dataPage]]);
  const chunk = [...header, ...page];
  const meta = struct([
    i32(1, type),
    list(2, 5, [zigzag(encoding)]),
    list(3, 8, [[...varint(4), ...Buffer.from('zpid')]]),
    i32(4, codec),
    i64(5, rows),
    i64(6, pageBytes),
    i64(7, chunk.length),
    i64(9, offset),
  ]);
  const column = struct([i64(2, offset), [3, 12, meta]]);
  const group = struct([list(1, 12, [column]), i64(2, chunk.length), i64(3, rows)]);
  const leaf = struct([i32(1, type), i32(3, 1), text(4, 'zpid')]);
  const root = struct([text(4, 's'), i32(5, 1)]);
  const all = Array.from({ length: groups }, () => group);
  return bytesOf(struct([i32(1, 1), list(2, 12, [root, leaf]), i64(3, rows * groups), list(4, 12, all)]), chunk);
};
