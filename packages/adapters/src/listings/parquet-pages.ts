import type { ColumnMetaData, DataReader, PageHeader } from 'hyparquet';
import { LISTING_LIMITS } from './limits.js';

/** Reads the header of the page at the reader's offset, and leaves the reader behind it; throws on bytes that are none. */
export type ReadPageHeader = (reader: DataReader) => PageHeader;

// DELTA_BYTE_ARRAY repeats what was before it: a page of some bytes can ask for terabytes.
const ENCODINGS: ReadonlySet<string> = new Set([
  'PLAIN',
  'PLAIN_DICTIONARY',
  'RLE_DICTIONARY',
  'RLE',
  'DELTA_BINARY_PACKED',
  'DELTA_LENGTH_BYTE_ARRAY',
  'BYTE_STREAM_SPLIT',
]);

const isWithin = (n: unknown, min: number, max: number): n is number =>
  typeof n === 'number' && Number.isInteger(n) && n >= min && n <= max;

interface Page {
  readonly values: number;
  readonly encoding: string;
}

/** What a data page says that it holds; undefined when its parts do not fit together. */
const dataPage = (header: PageHeader): Page | undefined => {
  const { data_page_header: first, data_page_header_v2: second, compressed_page_size: packed } = header;
  if (header.type === 'DATA_PAGE' && first !== undefined) return { values: first.num_values, encoding: first.encoding };
  if (header.type !== 'DATA_PAGE_V2' || second === undefined) return undefined;
  const { num_values: values, num_nulls: nulls, num_rows: rows, encoding } = second;
  const { definition_levels_byte_length: definition, repetition_levels_byte_length: repetition } = second;
  const isSound = rows === values && isWithin(nulls, 0, values) && isWithin(definition, 0, packed) && repetition === 0;
  return isSound ? { values, encoding } : undefined;
};

/** What is wrong with a page of a column that has so many values left; else how many it holds, a dictionary none of them. */
const valuesOf = (header: PageHeader, valuesLeft: number): number | string => {
  if (header.type === 'DICTIONARY_PAGE') {
    const entries = header.dictionary_page_header?.num_values;
    return isWithin(entries, 0, LISTING_LIMITS.rows) ? 0 : `dictionaries of at most ${LISTING_LIMITS.rows} values`;
  }
  const page = dataPage(header);
  if (page === undefined || !isWithin(page.values, 1, valuesLeft)) return 'pages with as many values as there are rows';
  return ENCODINGS.has(page.encoding) ? page.values : `pages in an encoding that is read, and not in ${page.encoding}`;
};

/**
 * What is wrong with the pages of a column chunk, by their headers; else how many bytes they are unpacked. The reader makes room
 * for what these headers say before it looks at what is there, and not all of that room is bounded by the heap.
 */
export const pagesProblem = (
  bytes: Uint8Array,
  { data_page_offset: data, dictionary_page_offset: dictionary, total_compressed_size: size }: ColumnMetaData,
  rows: number,
  readHeader: ReadPageHeader,
): number | string => {
  const start = Number(dictionary || data); // as the reader: an offset of 0 is none
  const end = start + Number(size);
  if (!isWithin(start, 4, bytes.length) || end > bytes.length) return 'columns inside the file';
  const reader = { view: new DataView(bytes.buffer, bytes.byteOffset + start, end - start), offset: 0 };
  let unpacked = 0;
  for (let left = rows; left > 0; ) {
    if (reader.offset >= reader.view.byteLength) return 'pages with as many values as there are rows';
    const header = readHeader(reader);
    const { compressed_page_size: packed, uncompressed_page_size: room } = header;
    if (!isWithin(packed, 0, reader.view.byteLength - reader.offset)) return 'pages inside their column';
    if (!isWithin(room, 0, LISTING_LIMITS.pageBytes)) return `pages of at most ${LISTING_LIMITS.pageBytes} bytes`;
    const values = valuesOf(header, left);
    if (typeof values === 'string') return values;
    reader.offset += packed;
    unpacked += room;
    left -= values;
  }
  return unpacked;
};
