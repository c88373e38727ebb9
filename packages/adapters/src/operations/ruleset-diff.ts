import { compareText, type Json, type Ruleset } from '@subnet-scoring/core';

/** One place where two rule sets differ; what one of them has not is left out. */
export interface RulesetDifference {
  /** Such as `/params/tiers/3/minWilsonppm`. */
  readonly path: string;
  readonly a?: Json;
  readonly b?: Json;
}

type Inner = readonly Json[] | { readonly [key: string]: Json };

const isInner = (value: Json | undefined): value is Inner => typeof value === 'object' && value !== null;

/** Whether two values are told apart part by part: both are lists, or both are objects, or one is all there is. */
const haveParts = (a: Json | undefined, b: Json | undefined): boolean => {
  if (isInner(a) && isInner(b)) return Array.isArray(a) === Array.isArray(b);
  return a === undefined ? isInner(b) && keysOf(b).length > 0 : b === undefined && keysOf(a).length > 0;
};

const keysOf = (value: Json | undefined): string[] => (isInner(value) ? Object.keys(value) : []);

const partOf = (value: Json | undefined, key: string): Json | undefined =>
  isInner(value) && Object.hasOwn(value, key) ? (value as { readonly [key: string]: Json })[key] : undefined;

/** Keys of both: places of lists by number, names by their text. */
const allKeys = (a: Json | undefined, b: Json | undefined): string[] => {
  const keys = [...new Set([...keysOf(a), ...keysOf(b)])];
  return Array.isArray(a ?? b) ? keys.sort((x, y) => Number(x) - Number(y)) : keys.sort(compareText);
};

const diffValues = (path: string, a: Json | undefined, b: Json | undefined): RulesetDifference[] => {
  if (haveParts(a, b)) {
    return allKeys(a, b).flatMap((key) => diffValues(`${path}/${key}`, partOf(a, key), partOf(b, key)));
  }
  if (JSON.stringify(a) === JSON.stringify(b)) return [];
  return [{ path, ...(a === undefined ? {} : { a }), ...(b === undefined ? {} : { b }) }];
};

/** Where two rule sets differ, in mechanism, version and every parameter; empty when they score alike. Names do not count. */
export const diffRulesets = (a: Ruleset, b: Ruleset): RulesetDifference[] => {
  const comparable = ({ mechanism, version, params }: Ruleset): Json => ({
    mechanism,
    version,
    params: params as Json,
  });
  return diffValues('', comparable(a), comparable(b));
};
