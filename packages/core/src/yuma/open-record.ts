import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { type Field, isObject, leaf, type Props, type RecordOf } from '../event/field.js';

type Partly<R extends Props, O extends Props> = RecordOf<R> & Partial<RecordOf<O>>;

/**
 * A record of which some fields may be missing. Keys it does not know are passed over: a runtime may have storage items that
 * came after this was written. Keys may stand in any order.
 */
export const openRecord = <R extends Props, O extends Props>(
  name: string,
  required: R,
  optional: O,
): Field<Partly<R, O>> => {
  type A = Partly<R, O>;
  const fields = Object.entries<Field<unknown>>({ ...required, ...optional });
  const validate: t.Validate<unknown, A> = (u, context) => {
    if (!isObject(u)) return t.failure(u, context);
    const errors: t.Errors = [];
    const kept: Record<string, unknown> = {};
    for (const [key, { codec }] of fields) {
      const value = Object.hasOwn(u, key) ? u[key] : undefined;
      if (value === undefined && !Object.hasOwn(required, key)) continue;
      const result = codec.validate(value, t.appendContext(context, key, codec, value));
      if (E.isLeft(result)) errors.push(...result.left);
      else kept[key] = result.right;
    }
    return errors.length === 0 ? t.success(kept as A) : E.left(errors);
  };
  const is = (u: unknown): u is A => E.isRight(validate(u, []));
  return { name, is, codec: new t.Type<A>(name, is, validate, t.identity) };
};

/** A pair of values as a JSON list of two. */
export const pairOf = <A, B>(name: string, a: Field<A>, b: Field<B>): Field<readonly [A, B]> =>
  leaf(name, (u): u is readonly [A, B] => Array.isArray(u) && u.length === 2 && a.is(u[0]) && b.is(u[1]));
