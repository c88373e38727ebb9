import { Ajv2020 } from 'ajv/dist/2020.js';
import * as assert from 'uvu/assert';
import { type Schema, schemaOf } from '../schemas/index.js';

/** The schema with every object closed: what we print must be written down, whatever others may add later. */
const closed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, closed(item)]));
  return 'properties' in inner && !('additionalProperties' in inner)
    ? { ...inner, additionalProperties: false }
    : inner;
};

const ajv = new Ajv2020({ strict: true, allErrors: true });

/** Checks what a command printed under --json against its schema, and answers it. */
export const checkJson = (name: string, text: string): Record<string, unknown> => {
  assert.is(text.trimEnd().split('\n').length, 1, 'one object on one line');
  const value = JSON.parse(text) as Record<string, unknown>;
  assert.is(Object.keys(value)[0], 'schema');
  assert.is(value['schema'], `subnet-cli/${name}@1`);
  const validate = ajv.getSchema(`subnet-cli/${name}@1`) ?? ajv.compile(closed(schemaOf(name)) as Schema);
  assert.ok(validate(value), JSON.stringify(validate.errors, undefined, 1));
  assert.is(text.includes(':null') || text.includes('\u001b'), false, 'no null and no colour');
  return value;
};
