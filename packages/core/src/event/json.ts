import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { isPlainText } from './characters.js';
import { type Field, leaf } from './field.js';
import { fieldName } from './values.js';

/** What a canonical line may hold: no floats, no null. */
export type Json = string | boolean | number | readonly Json[] | { readonly [key: string]: Json };

const DEPTH_MAX = 16;

const isJson = (u: unknown, depth: number): boolean => {
  if (typeof u === 'boolean') return true;
  if (typeof u === 'number') return Number.isSafeInteger(u) && !Object.is(u, -0);
  if (typeof u === 'string') return isPlainText(u);
  if (typeof u !== 'object' || u === null || depth >= DEPTH_MAX) return false;
  if (Array.isArray(u)) return u.every((item) => isJson(item, depth + 1));
  for (const key in u) if (!fieldName.is(key) || !isJson((u as Record<string, unknown>)[key], depth + 1)) return false;
  return true;
};

/** An object whose keys and values a canonical line may hold, at most 16 deep; its meaning is somebody else's. */
export const jsonObject = leaf(
  'object of integers, booleans, plain text, lists and objects',
  (u): u is { readonly [key: string]: Json } => typeof u === 'object' && !Array.isArray(u) && isJson(u, 0),
);

/** A map from field names to values of one kind. */
export const mapOf = <A>(value: Field<A>, max: number): Field<{ readonly [key: string]: A }> => {
  const name = `map from field names to ${value.name}`;
  const is = (u: unknown): u is { readonly [key: string]: A } => {
    if (typeof u !== 'object' || u === null || Array.isArray(u)) return false;
    let size = 0;
    for (const key in u) {
      size += 1;
      if (size > max || !knownFieldName(key) || !value.is((u as Record<string, unknown>)[key])) return false;
    }
    return true;
  };
  const validate: t.Validate<unknown, { readonly [key: string]: A }> = (u, context) => {
    if (typeof u !== 'object' || u === null || Array.isArray(u)) return t.failure(u, context);
    const keys = Object.keys(u);
    if (keys.length > max) return t.failure(u, context, `a map of at most ${max} keys`);
    const errors: t.Errors = [];
    for (const key of keys) {
      const item = (u as Record<string, unknown>)[key];
      const at = t.appendContext(context, key, value.codec, item);
      if (!fieldName.is(key)) errors.push({ value: key, context: at, message: `a key that is a ${fieldName.name}` });
      const result = value.codec.validate(item, at);
      if (E.isLeft(result)) errors.push(...result.left);
    }
    return errors.length === 0 ? t.success(u as { readonly [key: string]: A }) : E.left(errors);
  };
  return { name, is, codec: new t.Type(name, is, validate, t.identity) };
};

// A log repeats the same few names a million times; the bound keeps a hostile one from growing the set.
const NAMES_MAX = 4096;
const names = new Set<string>();
const knownFieldName = (key: string): boolean => {
  if (names.has(key)) return true;
  if (!fieldName.is(key)) return false;
  if (names.size < NAMES_MAX) names.add(key);
  return true;
};
