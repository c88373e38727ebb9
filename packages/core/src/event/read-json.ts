import * as E from 'fp-ts/lib/Either.js';
import { type DataError, type ErrorCode, type Place, shorten } from '../errors.js';
import type { Field } from './field.js';
import { reportFirst } from './report.js';

/** Refuses a document: what was expected, what came, and the path inside it. */
export type Refuse = (expected: string, found: unknown, path?: string) => E.Either<DataError, never>;

/** The refusals of one kind of document, with the help that all of them give; `at` is where it stands. */
export const refuseWith =
  (code: ErrorCode, help: string, at: Place = {}): Refuse =>
  (expected, found, path) =>
    E.left({ code, at: path === undefined ? at : { ...at, path }, expected, found: shorten(found), help });

/** Reads JSON, however it is laid out, as a value of a declared form: else the first thing that is wrong. Never throws. */
export const readJson = <A>(field: Field<A>, text: string, refuse: Refuse): E.Either<DataError, A> => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse(`the JSON of a ${field.name}`, text);
  }
  const decoded = field.codec.decode(value);
  if (E.isRight(decoded)) return decoded;
  const { expected, found, path } = reportFirst(decoded.left);
  return refuse(expected, found, path);
};
