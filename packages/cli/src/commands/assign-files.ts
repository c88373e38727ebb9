import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  type AssignmentParams,
  type Candidate,
  type DataError,
  decodeAssignmentParams,
  decodeZipcodes,
  defaultAssignmentParams,
} from '@subnet-scoring/core';
import type { Either } from 'fp-ts/lib/Either.js';
import { dataErrorIn, fail } from '../cli-error.js';
import type { Io } from '../io.js';

const BYTES_MAX = 4_194_304;

const readAs = <A>({ cwd }: Io, path: string, decode: (text: string) => Either<DataError, A>): A => {
  const file = resolve(cwd, path);
  if (statSync(file).size > BYTES_MAX) {
    throw fail({ exit: 12, code: 'BAD_FIELD', message: `${path} has more than ${BYTES_MAX} bytes` });
  }
  const decoded = decode(readFileSync(file, 'utf8'));
  if (decoded._tag === 'Left') throw dataErrorIn(path, decoded.left);
  return decoded.right;
};

/** The table of zipcodes in a file. */
export const readZipcodes = (io: Io, path: string): readonly Candidate[] => readAs(io, path, decodeZipcodes);

/** The parameters in a file; those of this program when none is named. */
export const readAssignmentParams = (io: Io, path: string | undefined): AssignmentParams =>
  path === undefined ? defaultAssignmentParams : readAs(io, path, decodeAssignmentParams);
