/** Bounds of extractor listing@1. They are part of its definition: beyond one of them a file is malformed. */
export const LISTING_LIMITS = {
  fileBytes: 64 * 1_048_576,
  rows: 200_000,
  /** Objects and lists inside each other, the outermost included. */
  depth: 32,
  /** A value that is longer is blank. */
  valueBytes: 1024,
  /** Leaves of the schema of a parquet file. */
  columns: 1024,
  /** Row groups of a parquet file. */
  rowGroups: 1024,
  /** Of a parquet file: its footer, one page and all values that are read, as they are unpacked. */
  footerBytes: 4 * 1_048_576,
  pageBytes: 16 * 1_048_576,
  unpackedBytes: 128 * 1_048_576,
} as const;
