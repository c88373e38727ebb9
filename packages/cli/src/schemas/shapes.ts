/** A JSON Schema, as far as ours go. */
export type Schema = { readonly [key: string]: unknown };

type Properties = { readonly [key: string]: Schema };

/** An object with these keys; those that are named may be left out. More keys may come without a new number. */
export const object = (properties: Properties, ...optional: readonly string[]): Schema => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((key) => !optional.includes(key)),
});

export const listOf = (items: Schema): Schema => ({ type: 'array', items });

/** An object whose keys are data. */
export const mapOf = (values: Schema): Schema => ({ type: 'object', additionalProperties: values });

/** A value of one of several shapes. */
export const anyOf = (...shapes: readonly Schema[]): Schema => ({ anyOf: shapes });

export const oneOf = (...values: readonly (string | number)[]): Schema => ({ enum: values });

export const text: Schema = { type: 'string' };
export const bool: Schema = { type: 'boolean' };
/** A whole number that a double holds exactly. */
export const count: Schema = { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER };
export const hash: Schema = { type: 'string', pattern: '^[0-9a-f]{64}$' };
export const hotkey: Schema = { type: 'string', pattern: '^[1-9A-HJ-NP-Za-km-z]{48}$' };
export const uid: Schema = { type: 'integer', minimum: 0, maximum: 65_535 };
export const u16: Schema = { type: 'integer', minimum: 0, maximum: 65_535 };
/** Exact decimal text of a fixed-point number. */
export const decimal: Schema = { type: 'string', pattern: '^-?[0-9]+(\\.[0-9]{1,18})?$' };
/** A fact or rule set: its own codec says what it holds. */
export const anything: Schema = { type: 'object', additionalProperties: true };

/** A parameter: its mechanism says what it holds. */
export const anyValue: Schema = {};

const place = object({ file: text, line: count, path: text, offset: count }, 'file', 'line', 'path', 'offset');

/** Bad data: where, what was expected, what came, what to do. */
export const dataError = object({ code: text, at: place, expected: text, found: text, help: text });

/** A claim that replay does not confirm. */
export const claimDifference = object({ type: text, by: text, path: text, claimed: text, replayed: text });

/** Why a command, or a part of it, ended early. */
export const problem = {
  exit: count,
  code: text,
  message: text,
  help: text,
  errors: listOf(dataError),
} as const;

/** What came of --expect; without `matches` the epoch has no such hash. */
export const expectation = object(
  { what: oneOf('seal', 'scores', 'segment', 'weights'), expected: text, found: hash, matches: bool },
  'found',
  'matches',
);

export const kind = oneOf('sealed', 'preview');
export const status = oneOf('judged', 'unjudged');

/** Hashes of an epoch. */
export const hashes = object(
  { prev: hash, segment: hash, rules: hash, scores: hash, weights: hash, seal: hash },
  'weights',
);

/** A line of seals.ndjson. */
export const seal = {
  count,
  epoch: count,
  prev: hash,
  rules: hash,
  scores: hash,
  seal: hash,
  segment: hash,
  status,
} as const;

/** An epoch that a command has just sealed. */
export const sealedEpoch = object({ ...seal, missing: listOf(text), notices: listOf(text), late: count });

/** What log.json says. */
export const header = object({ authority: text, format: count, genesis: hash, netuid: count });
