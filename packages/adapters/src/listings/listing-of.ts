import * as E from 'fp-ts/lib/Either.js';
import type { ListingFault } from './fault.js';
import { readListings } from './json-reader.js';
import { newRowWriter, valuesOf, writeRow } from './row-writer.js';

const HEADER = new TextEncoder().encode('{}');

/**
 * The normalised values of one listing that stands alone in JSON, in any of the schemas that a file may have: what a source
 * answers is read by the same rules as what a miner hands in. Undefined values are blank.
 */
export const listingOf = (bytes: Uint8Array): E.Either<ListingFault, Readonly<Record<string, string>>> => {
  const file = new Uint8Array(HEADER.length + bytes.length);
  file.set(HEADER);
  file.set(bytes, HEADER.length);
  const writer = newRowWriter(file);
  const found: Readonly<Record<string, string>>[] = [];
  const read = readListings(file, (slots) => {
    if (found.length === 0 && writeRow(writer, slots)) found.push(valuesOf(writer));
  });
  if (E.isLeft(read)) return read;
  const [values] = found;
  return values === undefined
    ? E.left({ code: 'NOT_ROWS', offset: 0, expected: 'a listing with an id' })
    : E.right(values);
};
