import { FOLDER_LIMITS } from '../submissions/index.js';

/** A JSON Schema, as far as ours go: it validates requests, and it is what the published description says. */
export type Schema = { readonly [key: string]: unknown };

const object = (properties: { readonly [key: string]: Schema }, ...optional: readonly string[]): Schema => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required: Object.keys(properties).filter((key) => !optional.includes(key)),
});
const listOf = (items: Schema): Schema => ({ type: 'array', items });
const text: Schema = { type: 'string' };
const count: Schema = { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER };
const u16: Schema = { type: 'integer', minimum: 0, maximum: 65_535 };
const hash: Schema = { type: 'string', pattern: '^[0-9a-f]{64}$' };
const decimal: Schema = { type: 'string', pattern: '^-?[0-9]+(\\.[0-9]+)?$', description: 'exact, up to 18 decimals' };
const zipcode: Schema = { type: 'string', pattern: '^[0-9]{5}$' };
const hotkey: Schema = {
  type: 'string',
  pattern: '^[1-9A-HJ-NP-Za-km-z]{48}$',
  description: 'SS58 address, prefix 42',
};

const EPOCH = '(0|[1-9][0-9]{0,9})';

/** Parts of a path, by name. */
export const PATH_SCHEMAS = {
  epoch: { type: 'string', pattern: `^${EPOCH}$`, description: 'number of an epoch' },
  epochOrLatest: { type: 'string', pattern: `^(latest|${EPOCH})$`, description: 'number of an epoch, or "latest"' },
  zipcode: { ...zipcode, description: '5 digits' },
  miner: {
    type: 'string',
    pattern: '^[0-9A-Za-z]{1,48}$',
    description: 'hotkey, its first 4 or more characters, or uid',
  },
} as const satisfies Readonly<Record<string, Schema>>;

const assignedZipcode = object({ zipcode, expected: { ...count, minimum: 1, description: 'listings that are right' } });
const step = object({ ok: { type: 'boolean' }, says: text, formula: text, lines: listOf(count) }, 'ok', 'formula');

/** Bodies of requests and answers, by name. */
export const BODY_SCHEMAS = {
  Problem: object(
    { type: text, title: text, status: { ...count, minimum: 400, maximum: 599 }, detail: text },
    'detail',
  ),
  Health: object(
    { status: { const: 'ok' }, netuid: count, sealedEpochs: count, openEpochs: count, snapshotBlock: count },
    'snapshotBlock',
  ),
  Assignment: object({
    netuid: count,
    epoch: count,
    startBlock: count,
    endBlock: count,
    seedBlock: count,
    evidenceBlock: count,
    nonce: hash,
    listings: count,
    zipcodes: listOf(assignedZipcode),
  }),
  AssignedZipcode: assignedZipcode,
  WantedUpload: object({
    key: { type: 'string', minLength: 1, maxLength: 256, description: 'below the own folder: hotkey=.../epoch=.../' },
    bytes: { type: 'integer', minimum: 1, maximum: FOLDER_LIMITS.fileBytes, description: 'length of the content' },
    sha256: { ...hash, description: 'SHA-256 of the content' },
    md5: { type: 'string', pattern: '^[0-9a-f]{32}$', description: 'MD5 of the content' },
  }),
  Grant: object({
    method: { const: 'PUT' },
    key: text,
    url: { type: 'string', format: 'uri' },
    headers: {
      type: 'object',
      additionalProperties: text,
      description: 'to be sent as they are; content-length, which is signed, beside them',
    },
    expiresSeconds: count,
  }),
  Result: object({
    epoch: count,
    status: { enum: ['judged', 'unjudged'] },
    missing: listOf(text),
    miners: listOf(object({ hotkey, uid: u16, share: decimal, u16, reason: text }, 'uid', 'u16')),
    burn: decimal,
    burnCauses: listOf(object({ cause: text, share: decimal })),
    hashes: object({ prev: hash, segment: hash, rules: hash, scores: hash, seal: hash, weights: hash }, 'weights'),
  }),
  Explanation: object({
    epoch: count,
    hotkey,
    parts: listOf(object({ title: text, sections: listOf(object({ title: text, steps: listOf(step) })) })),
    facts: listOf(object({ line: count, fact: { type: 'object' } })),
  }),
} as const satisfies Readonly<Record<string, Schema>>;

export type BodyName = keyof typeof BODY_SCHEMAS;
