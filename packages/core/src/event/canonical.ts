import type { Json } from './json.js';

/**
 * Canonical JSON of a value (RFC 8785 for strings; keys sorted by code unit, no spaces). One value has one text, so equal
 * facts are equal bytes.
 */
export const encodeCanonical = (value: Json): string => {
  if (typeof value === 'object') {
    return Array.isArray(value) ? `[${value.map(encodeCanonical).join(',')}]` : encodeObject(value as JsonObject);
  }
  return JSON.stringify(value);
};

type JsonObject = { readonly [key: string]: Json };

const encodeObject = (value: JsonObject): string => {
  const keys = Object.keys(value).sort((a, b) => (a < b ? -1 : 1));
  return `{${keys.map((key) => `${JSON.stringify(key)}:${encodeCanonical(value[key] as Json)}`).join(',')}}`;
};
