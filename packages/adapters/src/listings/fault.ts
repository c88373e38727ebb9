/** Why a file is malformed. */
export type ListingFaultCode =
  | 'TOO_LARGE'
  | 'NOT_UTF8'
  | 'NOT_JSON'
  | 'NOT_ROWS'
  | 'DUPLICATE_KEY'
  | 'TOO_DEEP'
  | 'TOO_MANY_ROWS'
  | 'BAD_PARQUET';

/** What is wrong with a file, and at which byte: such a file has no rows and no header. */
export interface ListingFault {
  readonly code: ListingFaultCode;
  readonly offset: number;
  readonly expected: string;
}
