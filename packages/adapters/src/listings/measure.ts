import type { DataError, Hash32, SubmissionMeasured } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { Measure } from '../submissions/index.js';
import { type CountedRows, countRows } from './count-rows.js';
import type { ListingFault } from './fault.js';
import { FIELDS } from './fields.js';
import { NO_HEADER } from './header.js';
import { openListings } from './open-listings.js';
import { digestHex, digestOf, rowsRoot } from './rows-root.js';

/** Name and version of this extractor. What it counts never changes under this name. */
export const LISTING_EXTRACTOR = 'listing@1';

const DEADLINE_MS = 60_000;

/** What was measured, and what is wrong with a file that therefore has no rows. */
export interface MeasuredListings {
  readonly data: SubmissionMeasured['data'];
  readonly fault: ListingFault | undefined;
}

const NO_ROWS: Pick<CountedRows, 'header' | 'counts' | 'rowsRoot'> = {
  header: NO_HEADER,
  counts: {
    duplicateIdRows: 0,
    filled: Object.fromEntries(FIELDS.map(({ name }) => [name, 0])),
    rows: 0,
    wrongZipRows: 0,
  },
  rowsRoot: digestHex(rowsRoot([])) as Hash32,
};

const unread: DataError = {
  code: 'NOT_A_FACT',
  at: {},
  expected: `a file that is read within ${DEADLINE_MS} ms`,
  found: 'none',
  help: 'measure it again when the machine has less to do',
};

/**
 * Measures a file of listings: JSON, NDJSON or parquet (docs/listings.md). A malformed file is measured too, as one without header
 * and rows, and `fault` says where it is wrong: without a measure its miner would look as if the observer had failed.
 */
export const measureListings = async (
  bytes: Uint8Array,
  zipcode: string,
): Promise<E.Either<DataError, MeasuredListings>> => {
  const opened = await openListings(bytes, DEADLINE_MS);
  if (opened.kind === 'unread') return E.left(unread);
  const counted = opened.kind === 'json' ? countRows(opened.bytes, zipcode) : E.left(opened.fault);
  const { header, counts, rowsRoot: root } = E.isRight(counted) ? counted.right : NO_ROWS;
  const contentSha256 = digestHex(digestOf(bytes)) as Hash32;
  const data = { ...counts, contentSha256, extractor: LISTING_EXTRACTOR, header, rowsRoot: root, zipcode };
  return E.right({ data, fault: E.isLeft(counted) ? counted.left : undefined });
};

/** The extractor as the observer of a bucket takes it. */
export const listingMeasure: Measure = async (bytes, zipcode) =>
  E.map(({ data }: MeasuredListings) => data)(await measureListings(bytes, zipcode));
