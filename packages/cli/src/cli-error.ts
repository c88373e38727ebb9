import type { StoreFailure } from '@subnet-scoring/adapters/kurrent';
import type { DataError } from '@subnet-scoring/core';
import type { ExitCode } from './exit.js';

/** Why a command ended early: its exit code, what happened, and what to do. */
export interface Problem {
  readonly exit: ExitCode;
  /** A word for machines, such as USAGE or NOT_FOUND. */
  readonly code: string;
  readonly message: string;
  readonly help?: string;
  /** Bad data behind it, with places. */
  readonly errors?: readonly DataError[];
}

/** A problem as an Error, to be thrown to `main`. */
export type CliError = Error & { readonly problem: Problem };

/** Ends the command: `throw fail({...})`. */
export const fail = (problem: Problem): CliError => Object.assign(new Error(problem.message), { problem });

/** Wrong usage: exit 2. */
export const usageError = (message: string, help?: string): CliError =>
  fail({ exit: 2, code: 'USAGE', message, ...(help === undefined ? {} : { help }) });

const isCliError = (error: unknown): error is CliError => error instanceof Error && 'problem' in error;

/** Data errors that a log's promise rejects with. */
const isDataFailure = (error: unknown): error is Error & DataError =>
  error instanceof Error && 'code' in error && 'at' in error && 'expected' in error && 'found' in error;

const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'code' in error && 'syscall' in error;

/** What an event store's promise rejects with. */
const isStoreError = (error: unknown): error is Error & { readonly storeFailure: StoreFailure } =>
  error instanceof Error && 'storeFailure' in error;

const isPositionConflict = (error: unknown): error is Error =>
  error instanceof Error && error.name === 'PositionConflict';

const STORE_EXIT: Readonly<Record<StoreFailure['kind'], ExitCode>> = {
  network: 10,
  timeout: 15,
  denied: 2,
  refused: 10,
  address: 2,
  client: 2,
};

/** The problem of an event store that gave no answer. */
export const storeProblem = ({ kind, message, help }: StoreFailure): Problem => ({
  exit: STORE_EXIT[kind],
  code: `STORE_${kind.toUpperCase()}`,
  message,
  help,
});

const FILE_HELP: Readonly<Record<string, string>> = {
  ENOENT: 'check the path',
  EACCES: 'check who may read and write it',
  EPERM: 'check who may read and write it',
  EISDIR: 'name a file, not a directory',
  ENOTDIR: 'check the path: a part of it is a file',
  ENOSPC: 'the disk is full: free some space and run it again',
  EDQUOT: 'the disk is full: free some space and run it again',
  EROFS: 'the disk is read-only',
  EEXIST: 'it exists already: name another path',
  EMFILE: 'too many open files: see `ulimit -n`',
};

const fileProblem = (error: NodeJS.ErrnoException): Problem => ({
  exit: 16,
  code: error.code ?? 'FILE',
  message: error.message,
  help: FILE_HELP[error.code ?? ''] ?? 'check the file and its disk',
});

const dataProblem = ({ code, at, expected, found, help }: DataError): Problem => {
  // Somebody else's lock is no fault of the data.
  if (at.file === 'lock') return { exit: 16, code: 'LOG_IN_USE', message: `the log is in use: ${found}`, help };
  return { exit: 12, code, message: 'the log cannot be read', errors: [{ code, at, expected, found, help }] };
};

/** The error of bad data: exit 12. */
export const dataError = (error: DataError): CliError => fail(dataProblem(error));

/** The error of bad data in a file that is no log: exit 12. */
export const dataErrorIn = (file: string, error: DataError): CliError =>
  fail({
    exit: 12,
    code: error.code,
    message: `${file} is invalid`,
    errors: [{ ...error, at: { file, ...error.at } }],
  });

/** What to report for anything that was thrown; what nobody foresaw is a bug. */
export const problemOf = (error: unknown): Problem => {
  if (isCliError(error)) return error.problem;
  if (isDataFailure(error)) return dataProblem(error);
  if (isStoreError(error)) return storeProblem(error.storeFailure);
  if (isPositionConflict(error))
    return { exit: 16, code: 'LOG_IN_USE', message: error.message, help: 'somebody else wrote to it: run it again' };
  if (isSystemError(error)) return fileProblem(error);
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return {
    exit: 70,
    code: 'BUG',
    message: `this is a bug: ${what}`,
    help: 'report it with the command you ran; -v shows where it happened',
  };
};
