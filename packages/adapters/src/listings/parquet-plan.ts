import type { ColumnMetaData, FileMetaData, RowGroup } from 'hyparquet';
import { FIELDS } from './fields.js';
import { LISTING_LIMITS } from './limits.js';
import { pagesProblem, type ReadPageHeader } from './parquet-pages.js';

const PATHS: ReadonlySet<string> = new Set(FIELDS.flatMap(({ aliases }) => aliases));
const CODECS: ReadonlySet<string> = new Set(['UNCOMPRESSED', 'SNAPPY', 'GZIP']);
const CONVERTED_TYPES: ReadonlySet<string> = new Set(['UTF8', 'DATE', 'TIMESTAMP_MILLIS', 'TIMESTAMP_MICROS']);
const LOGICAL_TYPES: ReadonlySet<string> = new Set(['STRING', 'DATE', 'TIMESTAMP', 'INTEGER']);
const PHYSICAL_TYPES: ReadonlySet<string> = new Set(['BOOLEAN', 'INT32', 'INT64', 'FLOAT', 'DOUBLE', 'BYTE_ARRAY']);

/** Where the footer of a parquet file begins; what is wrong with the file otherwise. */
export const footerStart = (bytes: Uint8Array): number | string => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = 0x31524150;
  if (bytes.length < 12 || view.getUint32(0, true) !== magic || view.getUint32(bytes.length - 4, true) !== magic) {
    return 'PAR1 at both ends';
  }
  const length = view.getUint32(bytes.length - 8, true);
  if (length > LISTING_LIMITS.footerBytes) return `a footer of at most ${LISTING_LIMITS.footerBytes} bytes`;
  return length > bytes.length - 12 ? 'a footer inside the file' : bytes.length - 8 - length;
};

const isCount = (n: unknown, max: number): n is bigint => typeof n === 'bigint' && n >= 0n && n <= BigInt(max);

const chunkProblem = (meta: ColumnMetaData, rows: bigint, fileBytes: number): string | undefined => {
  if (!CODECS.has(meta.codec)) return 'columns without compression, or with Snappy or GZIP';
  if (meta.num_values !== rows) return 'one value for each row in a column';
  if (!isCount(meta.total_uncompressed_size, LISTING_LIMITS.unpackedBytes)) return 'columns of a size within the limit';
  if (!isCount(meta.total_compressed_size, fileBytes) || !isCount(meta.data_page_offset, fileBytes)) {
    return 'columns inside the file';
  }
  return undefined;
};

/** Names of the columns that are read: leaves at the top, of a plain type, with a name that the fields know. */
export const columnsOf = ({ schema }: FileMetaData): readonly string[] => {
  const names: string[] = [];
  let at = 1;
  const skip = (): void => {
    const { num_children: children = 0 } = schema[at] ?? {};
    at += 1;
    for (let i = 0; i < children && at < schema.length; i += 1) skip();
  };
  while (at < schema.length) {
    const {
      name,
      type,
      num_children: children,
      repetition_type: repetition,
      converted_type: converted,
      logical_type: logical,
    } = schema[at] ?? {};
    const isPlain = children === undefined && repetition !== 'REPEATED' && PHYSICAL_TYPES.has(type ?? '');
    const isConverted = converted === undefined || CONVERTED_TYPES.has(converted) || /^U?INT_/.test(converted);
    const isKnown = isConverted && (logical === undefined || LOGICAL_TYPES.has(logical.type));
    if (isPlain && isKnown && PATHS.has(name ?? '')) names.push(name ?? '');
    skip();
  }
  return names;
};

/** The chunks of a row group that are read, by the first part of their path, as the reader chooses them. */
const chunksOf = ({ columns: chunks }: RowGroup, columns: readonly string[]): readonly ColumnMetaData[] =>
  chunks.flatMap(({ meta_data: meta }) => (columns.includes(meta?.path_in_schema[0] ?? '') && meta ? [meta] : []));

/** What is wrong with the columns of a row group; else how many bytes they have in the file, and unpacked. */
const groupProblem = (
  group: RowGroup,
  columns: readonly string[],
  bytes: Uint8Array,
  readHeader: ReadPageHeader,
): readonly [packed: number, unpacked: number] | string => {
  if (!isCount(group.num_rows, LISTING_LIMITS.rows)) return 'row groups of a size within the limit';
  if (group.columns.some(({ file_path: path, meta_data: meta }) => path !== undefined || meta === undefined)) {
    return 'columns in the same file';
  }
  const chunks = chunksOf(group, columns);
  if (chunks.some(({ path_in_schema: path }) => path.length !== 1)) return 'columns at the top';
  if (new Set(chunks.map(({ path_in_schema: [name] }) => name)).size !== chunks.length) return 'every column once';
  let [packed, unpacked] = [0, 0];
  for (const meta of chunks) {
    const problem = chunkProblem(meta, group.num_rows, bytes.length);
    if (problem !== undefined) return problem;
    const pages = pagesProblem(bytes, meta, Number(group.num_rows), readHeader);
    if (typeof pages === 'string') return pages;
    packed += Number(meta.total_compressed_size);
    unpacked += pages;
  }
  return [packed, unpacked];
};

/**
 * What is wrong with the footer of a file or with the headers of its pages; undefined when its columns may be read. Nothing is
 * unpacked before this.
 */
export const planProblem = (
  { schema, num_rows: rows, row_groups: groups }: FileMetaData,
  columns: readonly string[],
  beforeFooter: Uint8Array,
  readHeader: ReadPageHeader,
): string | undefined => {
  if (schema.length > LISTING_LIMITS.columns) return `at most ${LISTING_LIMITS.columns} columns`;
  if (groups.length > LISTING_LIMITS.rowGroups) return `at most ${LISTING_LIMITS.rowGroups} row groups`;
  if (!isCount(rows, LISTING_LIMITS.rows)) return `at most ${LISTING_LIMITS.rows} rows`;
  if (new Set(columns).size !== columns.length) return 'every column once';
  let [sum, packed, unpacked] = [0n, 0, 0];
  for (const group of groups) {
    const sizes = groupProblem(group, columns, beforeFooter, readHeader);
    if (typeof sizes === 'string') return sizes;
    sum += group.num_rows;
    packed += sizes[0];
    unpacked += sizes[1];
    // Columns that share their bytes would be read once for each of them.
    if (packed > beforeFooter.length) return 'columns that have their bytes for themselves';
    if (unpacked > LISTING_LIMITS.unpackedBytes) return `at most ${LISTING_LIMITS.unpackedBytes} bytes in all`;
  }
  return sum === rows ? undefined : 'as many rows as its row groups have';
};
