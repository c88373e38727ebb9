import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';

/**
 * One field of an event: a predicate, and the io-ts codec made from it. The replay guard uses the predicate, decoding at
 * append and import uses the codec, and both come from this one declaration.
 */
export interface Field<A> {
  /** What was expected, in words: it ends up in error reports and in docs/events.md. */
  readonly name: string;
  readonly is: (u: unknown) => u is A;
  readonly codec: t.Decoder<unknown, A>;
}

export type ValueOf<F> = F extends Field<infer A> ? A : never;

/** A field whose values are decided by one predicate. */
export const leaf = <A>(name: string, is: (u: unknown) => u is A): Field<A> => ({
  name,
  is,
  codec: new t.Type<A>(name, is, (u, context) => (is(u) ? t.success(u) : t.failure(u, context)), t.identity),
});

/** A field that mostly says what it said on the line before: the last text that passed is not looked at again. */
export const repeated = <A extends string>(field: Field<A>): Field<A> => {
  let last: A | undefined;
  const is = (u: unknown): u is A => {
    if (last !== undefined && u === last) return true;
    if (!field.is(u)) return false;
    last = u;
    return true;
  };
  return { ...field, is };
};

export type Props = Readonly<Record<string, Field<unknown>>>;
type Flat<T> = { readonly [K in keyof T]: T[K] };
export type RecordOf<P extends Props> = Flat<{ [K in keyof P]: ValueOf<P[K]> }>;

/** A rule over a whole value; `says` completes "expected ...". */
export interface Rule<A> {
  readonly says: string;
  readonly holds: (value: A) => boolean;
}

// A rule over a record compares its numbers; lists and hashes would hide them in the report.
const numbersOf = (u: Record<string, unknown>): unknown =>
  Object.fromEntries(Object.entries(u).filter(([, value]) => typeof value === 'number'));

/** True for an object that is no list. */
export const isObject = (u: unknown): u is Record<string, unknown> =>
  typeof u === 'object' && u !== null && !Array.isArray(u);

const entry = (key: string, type: t.Decoder<unknown, unknown>) => ({ key, type });

/**
 * A record with exactly these keys. The guard walks the value once and relies on sorted keys, which canonical lines have:
 * so a key that is missing, unknown or out of place fails without a second loop.
 */
export const record = <P extends Props>(
  name: string,
  props: P,
  rules: readonly Rule<RecordOf<P>>[] = [],
): Field<RecordOf<P>> => {
  type A = RecordOf<P>;
  const keys = Object.keys(props).sort((a, b) => (a < b ? -1 : 1));
  const fields = keys.map((key) => props[key] as Field<unknown>);
  const checks = fields.map((field) => field.is);
  const is = (u: unknown): u is A => {
    if (!isObject(u)) return false;
    let at = 0;
    for (const key in u) {
      const check = checks[at];
      if (check === undefined || key !== keys[at] || !check(u[key])) return false;
      at += 1;
    }
    if (at !== keys.length) return false;
    for (const rule of rules) if (!rule.holds(u as A)) return false;
    return true;
  };
  const validate: t.Validate<unknown, A> = (u, context) => {
    if (!isObject(u)) return t.failure(u, context);
    const errors: t.Errors = [];
    keys.forEach((key, at) => {
      const codec = (fields[at] as Field<unknown>).codec;
      const result = codec.validate(u[key], t.appendContext(context, key, codec, u[key]));
      if (E.isLeft(result)) errors.push(...result.left);
    });
    const unknown = Object.keys(u).find((key) => !keys.includes(key));
    if (unknown !== undefined) {
      const at = [...context, entry(unknown, t.never) as t.ContextEntry];
      errors.push({ value: u[unknown], context: at, message: 'no such field' });
    }
    for (const rule of errors.length === 0 ? rules : []) {
      if (!rule.holds(u as A)) errors.push({ value: numbersOf(u), context, message: rule.says });
    }
    return errors.length === 0 ? t.success(u as A) : E.left(errors);
  };
  return { name, is, codec: new t.Type<A>(name, is, validate, t.identity) };
};

/** A list of at most `max` items; `rule` holds for the whole list. */
export const listOf = <A>(item: Field<A>, max: number, rule?: Rule<readonly A[]>): Field<readonly A[]> => {
  const name = `list of ${item.name}`;
  const is = (u: unknown): u is readonly A[] =>
    Array.isArray(u) && u.length <= max && u.every(item.is) && (rule === undefined || rule.holds(u));
  const validate: t.Validate<unknown, readonly A[]> = (u, context) => {
    if (!Array.isArray(u)) return t.failure(u, context);
    if (u.length > max) return t.failure(u, context, `a list of at most ${max} items`);
    // One is reported; errors of millions of bad items would fill the memory.
    for (const [at, value] of u.entries()) {
      const result = item.codec.validate(value, t.appendContext(context, String(at), item.codec, value));
      if (E.isLeft(result)) return result;
    }
    return rule === undefined || rule.holds(u) ? t.success(u) : t.failure(u, context, rule.says);
  };
  return { name, is, codec: new t.Type<readonly A[]>(name, is, validate, t.identity) };
};

/** One of two shapes, told apart by a predicate on the raw value. */
export const either = <A, B>(
  name: string,
  isFirst: (u: unknown) => boolean,
  a: Field<A>,
  b: Field<B>,
): Field<A | B> => {
  const is = (u: unknown): u is A | B => a.is(u) || b.is(u);
  const validate: t.Validate<unknown, A | B> = (u, context) =>
    isFirst(u) ? a.codec.validate(u, context) : b.codec.validate(u, context);
  return { name, is, codec: new t.Type<A | B>(name, is, validate, t.identity) };
};

/** Rule: items strictly ascend by a key that has a total order. */
export const ascendingBy = <A, K extends string | number>(what: string, key: (item: A) => K): Rule<readonly A[]> => ({
  says: `items strictly ascending by ${what}`,
  holds: (items) => {
    for (let i = 1; i < items.length; i += 1) {
      if (!(key(items[i - 1] as A) < key(items[i] as A))) return false;
    }
    return true;
  },
});
