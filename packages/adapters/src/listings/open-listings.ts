import * as E from 'fp-ts/lib/Either.js';
import type { ListingFault } from './fault.js';
import { LISTING_LIMITS } from './limits.js';
import { readParquet } from './read-parquet.js';

/** What a file gave: lines of JSON, a fault of the file, or nothing because the machine did not get it read. */
export type OpenedListings =
  | { readonly kind: 'json'; readonly bytes: Uint8Array }
  | { readonly kind: 'malformed'; readonly fault: ListingFault }
  | { readonly kind: 'unread' };

const isParquet = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x41 && bytes[2] === 0x52 && bytes[3] === 0x31;

/** The rows of a file as JSON. What begins with PAR1 is parquet; everything else is JSON already, or malformed. */
export const openListings = async (bytes: Uint8Array, deadlineMs: number): Promise<OpenedListings> => {
  if (bytes.length > LISTING_LIMITS.fileBytes) {
    const expected = `at most ${LISTING_LIMITS.fileBytes} bytes`;
    return { kind: 'malformed', fault: { code: 'TOO_LARGE', offset: LISTING_LIMITS.fileBytes, expected } };
  }
  if (!isParquet(bytes)) return { kind: 'json', bytes };
  const lines = await readParquet(bytes, deadlineMs);
  if (E.isRight(lines)) return { kind: 'json', bytes: lines.right };
  if (lines.left.kind === 'unread') return { kind: 'unread' };
  return { kind: 'malformed', fault: { code: 'BAD_PARQUET', offset: 0, expected: lines.left.expected } };
};
