import type * as t from 'io-ts';

/** The first thing a codec refused: the path inside the value, what was expected, what came. */
export interface Refusal {
  readonly path: string;
  readonly expected: string;
  readonly found: unknown;
}

/** Turns io-ts errors into the one report a person can act on: the first error, with its path. */
export const reportFirst = (errors: t.Errors): Refusal => {
  const error = errors[0];
  if (error === undefined) return { path: '', expected: 'a valid value', found: undefined };
  const path = error.context.map((entry) => entry.key).filter((key) => key !== '');
  const type = error.context[error.context.length - 1]?.type.name ?? 'a valid value';
  return { path: `/${path.join('/')}`, expected: error.message ?? type, found: error.value };
};
