import { type DataError, formatPlace } from '@subnet-scoring/core';

/** How a log refuses in a promise: an Error for those who throw it on, and the data error for those who read it. */
export type DataFailure = Error & DataError;

/** The failure that carries a data error. */
export const dataFailure = (error: DataError): DataFailure =>
  Object.assign(
    new Error(
      `${error.code} ${formatPlace(error.at)}: expected ${error.expected}, found ${error.found}; ${error.help}`,
    ),
    error,
  );

/** True for what a log's promise rejects with when data is the reason. */
export const isDataFailure = (error: unknown): error is DataFailure =>
  error instanceof Error && 'code' in error && 'at' in error && 'expected' in error && 'found' in error;

/** Somebody else appended first: read the log again, decide again. */
export type PositionConflict = Error & { readonly expectedPosition: number; readonly position: number };

/** The failure of an append that expected another position. */
export const positionConflict = (expectedPosition: number, position: number): PositionConflict =>
  Object.assign(
    new Error(`the log is at position ${position}, not at ${expectedPosition}: read what was appended first`),
    {
      name: 'PositionConflict',
      expectedPosition,
      position,
    },
  );

/** True for the failure of an append that expected another position. */
export const isPositionConflict = (error: unknown): error is PositionConflict =>
  error instanceof Error && error.name === 'PositionConflict';
