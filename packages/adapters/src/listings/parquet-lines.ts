import { gunzipSync } from 'node:zlib';
import * as E from 'fp-ts/lib/Either.js';
import type { Compressors } from 'hyparquet';
import { LISTING_LIMITS } from './limits.js';
import { columnsOf, footerStart, planProblem } from './parquet-plan.js';

/** Unpacks pages of a known size, within the limits of one page and of all of them. */
const boundedCompressors = (snappy: (input: Uint8Array, output: Uint8Array) => void): Compressors => {
  let left: number = LISTING_LIMITS.unpackedBytes;
  const bounded = (unpack: (input: Uint8Array, bytes: number) => Uint8Array) => (input: Uint8Array, bytes: number) => {
    left -= bytes;
    if (!(bytes >= 0 && bytes <= LISTING_LIMITS.pageBytes && left >= 0)) throw new RangeError('unpacks to too much');
    return unpack(input, bytes);
  };
  return {
    SNAPPY: bounded((input, bytes) => {
      const output = new Uint8Array(bytes);
      snappy(input, output);
      return output;
    }),
    GZIP: bounded((input, bytes) => gunzipSync(input, { maxOutputLength: Math.max(1, bytes) })),
  };
};

const nested = (row: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const out: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(row)) {
    const keys = path.split('.');
    let place = out;
    for (const key of keys.slice(0, -1)) {
      const inner = (place[key] ?? {}) as Record<string, unknown>;
      place[key] = inner;
      place = inner;
    }
    place[keys[keys.length - 1] ?? ''] = value;
  }
  return out;
};

const INTEGER = /^(?:0|[1-9][0-9]{0,15})$/;
// JSON has a shortest form for doubles, none for NaN, and texts for bigints: as a field takes them.
const asJson = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);

/**
 * The lines of JSON that say the same as a parquet file: the header out of its key-value metadata, then one line for each row. Bad
 * files give what was expected instead; whatever the reader throws on hostile bytes is caught here.
 */
export const parquetLines = async (bytes: Uint8Array): Promise<E.Either<string, Uint8Array>> => {
  const footer = footerStart(bytes);
  if (typeof footer === 'string') return E.left(footer);
  const { parquetMetadata, parquetReadObjects, snappyUncompress } = await import('hyparquet');
  const { parquetHeader } = await import('hyparquet/src/column.js');
  try {
    const metadata = parquetMetadata(bytes.subarray(footer), { geoparquet: false });
    const columns = columnsOf(metadata);
    const problem = planProblem(metadata, columns, bytes.subarray(0, footer), parquetHeader);
    if (problem !== undefined) return E.left(problem);
    const file = {
      byteLength: bytes.length,
      // A copy: the slice of a Buffer would be a view of all that is around it.
      slice: (start: number, end = bytes.length) => Uint8Array.from(bytes.subarray(start, end)).buffer,
    };
    const compressors = boundedCompressors(snappyUncompress);
    const rows = await parquetReadObjects({
      file,
      metadata,
      columns: [...columns],
      compressors,
      useOffsetIndex: false,
    });
    const header = (metadata.key_value_metadata ?? []).map(({ key, value = '' }) => [
      key,
      (key === 'epoch' || key === 'netuid') && INTEGER.test(value) ? Number(value) : value,
    ]);
    const first = Buffer.from(JSON.stringify(Object.fromEntries(header.filter(([key]) => key !== 'listings'))));
    const lines = [first];
    let size = first.length;
    for (const row of rows) {
      const line = Buffer.from(`\n${JSON.stringify(nested(row), asJson)}`);
      lines.push(line);
      size += line.length;
      // A dictionary has a long text once, and every row may have it.
      if (size > LISTING_LIMITS.fileBytes) return E.left(`at most ${LISTING_LIMITS.fileBytes} bytes as lines of JSON`);
    }
    return E.right(Buffer.concat(lines));
  } catch {
    return E.left('a parquet file that can be read');
  }
};
