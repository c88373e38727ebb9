import type { Hash32, SubmissionMeasured } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { ListingFault } from './fault.js';
import { FIELDS, fieldIndex } from './fields.js';
import { headerOf, type ListingHeader } from './header.js';
import { readListings } from './json-reader.js';
import { countBlank, fieldEquals, isBlank, newRowWriter, rowDigest, rowId, writeRow } from './row-writer.js';
import { type Digest, digestHex, rowsRoot } from './rows-root.js';

const ZIPCODE = fieldIndex('zipcode');

/** What is counted in a well-formed file, and its row hashes in canonical order. */
export interface CountedRows {
  readonly header: ListingHeader;
  readonly counts: Pick<SubmissionMeasured['data'], 'duplicateIdRows' | 'filled' | 'rows' | 'wrongZipRows'>;
  readonly rowsRoot: Hash32;
  readonly order: readonly Digest[];
}

/**
 * Counts the rows of a file of JSON: rows have a well-formed id, and stand in the order of their hashes, so that no order in the
 * file changes anything. Memory grows with the number of rows, by some hundred bytes each, and not with what is in them.
 */
export const countRows = (bytes: Uint8Array, zipcode: string): E.Either<ListingFault, CountedRows> => {
  const writer = newRowWriter(bytes);
  const wanted = new TextEncoder().encode(zipcode);
  const order: Digest[] = [];
  const ids = new Set<number | string>();
  const blank = new Int32Array(FIELDS.length);
  let wrongZipRows = 0;
  const read = readListings(bytes, (slots) => {
    if (!writeRow(writer, slots)) return;
    order.push(rowDigest(writer));
    ids.add(rowId(writer));
    countBlank(writer, blank);
    if (!isBlank(writer, ZIPCODE) && !fieldEquals(writer, ZIPCODE, wanted)) wrongZipRows += 1;
  });
  if (E.isLeft(read)) return read;
  order.sort(); // by code unit, and so by byte
  const counts = {
    duplicateIdRows: order.length - ids.size,
    filled: Object.fromEntries(FIELDS.map(({ name }, field) => [name, order.length - (blank[field] ?? 0)])),
    rows: order.length,
    wrongZipRows,
  };
  return E.right({
    header: headerOf(bytes, read.right),
    counts,
    rowsRoot: digestHex(rowsRoot(order)) as Hash32,
    order,
  });
};
