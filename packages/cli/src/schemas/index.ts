import { ASSIGNMENT_SCHEMAS } from './assignments.js';
import { AUDIT_SCHEMAS } from './audit.js';
import { CHAIN_SCHEMAS } from './chain.js';
import { EPOCH_SCHEMAS } from './epochs.js';
import { KEY_SCHEMAS } from './keys.js';
import { LOG_SCHEMAS } from './logs.js';
import { OTHER_SCHEMAS } from './others.js';
import { PUBLISHING_SCHEMAS } from './publishing.js';
import { ROUND_SCHEMAS } from './rounds.js';
import type { Schema } from './shapes.js';
import { WEIGHT_SCHEMAS } from './weights.js';
import { YUMA_SCHEMAS } from './yuma.js';

const BODIES: { readonly [name: string]: Schema } = {
  ...ASSIGNMENT_SCHEMAS,
  ...AUDIT_SCHEMAS,
  ...CHAIN_SCHEMAS,
  ...EPOCH_SCHEMAS,
  ...KEY_SCHEMAS,
  ...LOG_SCHEMAS,
  ...OTHER_SCHEMAS,
  ...PUBLISHING_SCHEMAS,
  ...ROUND_SCHEMAS,
  ...WEIGHT_SCHEMAS,
  ...YUMA_SCHEMAS,
};

/** Names of the schemas: a command's words joined by `-`, and `error`. */
export const SCHEMA_NAMES: readonly string[] = Object.keys(BODIES).sort();

const withEnvelope = (name: string, body: Schema): Schema => {
  const properties = body['properties'] as { readonly [key: string]: Schema };
  const required = body['required'] as readonly string[];
  const id = `subnet-cli/${name}@1`;
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: id,
    type: 'object',
    properties: { schema: { const: id }, ...properties },
    required: ['schema', ...required],
  };
};

/** The JSON Schema of what a command prints under --json; undefined for a name that is none. */
export const schemaOf = (name: string): Schema | undefined => {
  const body = BODIES[name];
  return body === undefined || !Object.hasOwn(BODIES, name) ? undefined : withEnvelope(name, body);
};

export type { Schema };
