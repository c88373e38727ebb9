import * as E from 'fp-ts/lib/Either.js';
import { type DataError, shorten } from '../errors.js';
import { encodeCanonical } from '../event/canonical.js';
import type { Json } from '../event/json.js';
import { reportFirst } from '../event/report.js';
import { toHex } from '../hash/bytes.js';
import type { Sha256 } from '../hash/host.js';
import { encodeUtf8 } from '../hash/utf8.js';
import type { Hash32 } from '../ids.js';
import { type AssignmentParams, assignmentParams } from './params.js';

const refuse = (path: string, expected: string, found: unknown): E.Either<DataError, never> =>
  E.left({
    code: 'BAD_PARAMS',
    at: { path },
    expected,
    found: shorten(found),
    help: 'see docs/assignments.md for all of them',
  });

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/** Reads the parameters of an assignment from JSON, however it is laid out. */
export const decodeAssignmentParams = (text: string): E.Either<DataError, AssignmentParams> => {
  const value = parse(text);
  if (value === undefined) return refuse('/', 'one JSON object', text);
  const decoded = assignmentParams.codec.decode(value);
  if (E.isRight(decoded)) return decoded;
  const { path, expected, found } = reportFirst(decoded.left);
  return refuse(path, expected, found);
};

/** One line of canonical JSON, without LF. */
export const encodeAssignmentParams = (params: AssignmentParams): string => encodeCanonical(params as unknown as Json);

/** SHA-256 of that line: equal parameters, equal hash. */
export const assignmentParamsHash = (sha256: Sha256, params: AssignmentParams): Hash32 =>
  toHex(sha256(encodeUtf8(encodeAssignmentParams(params)))) as Hash32;
