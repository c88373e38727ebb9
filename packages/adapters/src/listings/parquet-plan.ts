import type { ColumnMetaData, FileMetaData } from 'hyparquet';
import { FIELDS } from './fields.js';
import { LISTING_LIMITS } from './limits.js';

const PATHS: ReadonlySet<string> = new Set(FIELDS.flatMap(({ aliases }) => aliases));
const CODECS: ReadonlySet<string> = new Set(['UNCOMPRESSED', 'SNAPPY', 'GZIP']);
const LOGICAL_TYPES: ReadonlySet<string> = new Set(['UTF8', 'DATE', 'TIMESTAMP_MILLIS', 'TIMESTAMP_MICROS']);
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
      converted_type: logical,
    } = schema[at] ?? {};
    const isPlain = children === undefined && repetition !== 'REPEATED' && PHYSICAL_TYPES.has(type ?? '');
    if (
      isPlain &&
      PATHS.has(name ?? '') &&
      (logical === undefined || LOGICAL_TYPES.has(logical) || /^U?INT_/.test(logical))
    ) {
      names.push(name ?? '');
    }
    skip();
  }
  return names;
};

/** What is wrong with the footer of a file; undefined when its columns may be read. Nothing is unpacked before this. */
export const planProblem = (
  metadata: FileMetaData,
  columns: readonly string[],
  fileBytes: number,
): string | undefined => {
  const { schema, num_rows: rows, row_groups: groups } = metadata;
  if (schema.length > LISTING_LIMITS.columns) return `at most ${LISTING_LIMITS.columns} columns`;
  if (!isCount(rows, LISTING_LIMITS.rows)) return `at most ${LISTING_LIMITS.rows} rows`;
  if (new Set(columns).size !== columns.length) return 'every column once';
  if (groups.some(({ num_rows: own }) => !isCount(own, LISTING_LIMITS.rows)))
    return 'row groups of a size within the limit';
  if (groups.reduce((sum, group) => sum + group.num_rows, 0n) !== rows) return 'as many rows as its row groups have';
  for (const group of groups) {
    for (const { file_path: path, meta_data: meta } of group.columns) {
      if (path !== undefined || meta === undefined) return 'columns in the same file';
      if (meta.path_in_schema.length !== 1 || !columns.includes(meta.path_in_schema[0] ?? '')) continue;
      const problem = chunkProblem(meta, group.num_rows, fileBytes);
      if (problem !== undefined) return problem;
    }
  }
  return undefined;
};
