import type * as E from 'fp-ts/lib/Either.js';
import type { DataError } from '../errors.js';
import { encodeCanonical } from '../event/canonical.js';
import type { Json } from '../event/json.js';
import { readJson, refuseWith } from '../event/read-json.js';
import { toHex } from '../hash/bytes.js';
import type { Sha256 } from '../hash/host.js';
import { encodeUtf8 } from '../hash/utf8.js';
import type { Hash32 } from '../ids.js';
import { type AssignmentParams, assignmentParams } from './params.js';

const refuse = refuseWith('BAD_PARAMS', 'see docs/assignments.md for all of them');

/** Reads the parameters of an assignment from JSON, however it is laid out. */
export const decodeAssignmentParams = (text: string): E.Either<DataError, AssignmentParams> =>
  readJson(assignmentParams, text, refuse);

/** One line of canonical JSON, without LF. */
export const encodeAssignmentParams = (params: AssignmentParams): string => encodeCanonical(params as unknown as Json);

/** SHA-256 of that line: equal parameters, equal hash. */
export const assignmentParamsHash = (sha256: Sha256, params: AssignmentParams): Hash32 =>
  toHex(sha256(encodeUtf8(encodeAssignmentParams(params)))) as Hash32;
