import { compareText, type Json, type Ruleset } from '@subnet-scoring/core';

/** One place where two rule sets differ; what one of them has not is left out. */
export interface RulesetDifference {
  /** Such as `/params/tiers/3/minWilsonppm`. */
  readonly path: string;
  readonly a?: Json;
  readonly b?: Json;
}

const isInner = (value: Json | undefined): value is readonly Json[] | { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && Object.keys(value).length > 0;

const keysOf = (value: Json | undefined): string[] => (isInner(value) ? Object.keys(value) : []);

const at = (value: Json | undefined, key: string): Json | undefined =>
  isInner(value) && Object.hasOwn(value, key) ? (value as { readonly [key: string]: Json })[key] : undefined;

/** Keys of both: places of lists by number, names by their text. */
const allKeys = (a: Json | undefined, b: Json | undefined): string[] => {
  const keys = [...new Set([...keysOf(a), ...keysOf(b)])];
  return Array.isArray(a) || Array.isArray(b) ? keys.sort((x, y) => Number(x) - Number(y)) : keys.sort(compareText);
};

const diffValues = (path: string, a: Json | undefined, b: Json | undefined): RulesetDifference[] => {
  const sameKind = a === undefined || b === undefined || Array.isArray(a) === Array.isArray(b);
  if (sameKind && (isInner(a) || isInner(b)) && [a, b].every((side) => side === undefined || isInner(side))) {
    return allKeys(a, b).flatMap((key) => diffValues(`${path}/${key}`, at(a, key), at(b, key)));
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
