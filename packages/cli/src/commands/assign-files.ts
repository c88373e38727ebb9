import {
  type AssignmentParams,
  type Candidate,
  type DataError,
  decodeAssignmentParams,
  decodeZipcodes,
  defaultAssignmentParams,
} from '@subnet-scoring/core';
import type { Either } from 'fp-ts/lib/Either.js';
import { dataErrorIn } from '../cli-error.js';
import type { Io } from '../io.js';
import { readText } from './read-text.js';

const BYTES_MAX = 4_194_304;

const readAs = <A>(io: Io, path: string, decode: (text: string) => Either<DataError, A>): A => {
  const decoded = decode(readText(io, path, BYTES_MAX));
  if (decoded._tag === 'Left') throw dataErrorIn(path, decoded.left);
  return decoded.right;
};

/** The table of zipcodes in a file. */
export const readZipcodes = (io: Io, path: string): readonly Candidate[] => readAs(io, path, decodeZipcodes);

/** The parameters in a file; those of this program when none is named. */
export const readAssignmentParams = (io: Io, path: string | undefined): AssignmentParams =>
  path === undefined ? defaultAssignmentParams : readAs(io, path, decodeAssignmentParams);
