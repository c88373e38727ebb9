import * as E from 'fp-ts/lib/Either.js';
import { countRows } from './count-rows.js';
import type { ListingFault } from './fault.js';
import { readListings } from './json-reader.js';
import { openListings } from './open-listings.js';
import { newRowWriter, rowDigest, valuesOf, writeRow } from './row-writer.js';
import { digestHex } from './rows-root.js';

/** A row as it is hashed: the values that are not blank, by field. */
export interface ListingRow {
  /** Position in canonical order, from 0: what a plan names. */
  readonly row: number;
  readonly rowSha256: string;
  readonly values: Readonly<Record<string, string>>;
}

const DEADLINE_MS = 60_000;

/**
 * Rows of a file by their positions in canonical order, in the order asked for. A position that the file has not is left
 * out. The file is read twice: memory holds hashes of all rows and values of those that are asked for.
 */
export const rowsAt = async (
  bytes: Uint8Array,
  positions: readonly number[],
): Promise<E.Either<ListingFault | { readonly code: 'UNREAD' }, readonly ListingRow[]>> => {
  const opened = await openListings(bytes, DEADLINE_MS);
  if (opened.kind === 'unread') return E.left({ code: 'UNREAD' });
  if (opened.kind === 'malformed') return E.left(opened.fault);
  const counted = countRows(opened.bytes, '');
  if (E.isLeft(counted)) return counted;
  const { order } = counted.right;
  const wanted = new Set(positions.map((position) => order[position]));
  const found = new Map<string, Readonly<Record<string, string>>>();
  const writer = newRowWriter(opened.bytes);
  readListings(opened.bytes, (slots) => {
    if (!writeRow(writer, slots)) return;
    const digest = rowDigest(writer);
    if (wanted.has(digest) && !found.has(digest)) found.set(digest, valuesOf(writer));
  });
  const rows = positions.flatMap((row) => {
    const digest = order[row] ?? '';
    const values = found.get(digest);
    return values === undefined ? [] : [{ row, rowSha256: digestHex(digest), values }];
  });
  return E.right(rows);
};
