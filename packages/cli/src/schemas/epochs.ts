import {
  anyOf,
  anything,
  bool,
  claimDifference,
  count,
  dataError,
  decimal,
  expectation,
  hash,
  hashes,
  hotkey,
  kind,
  listOf,
  mapOf,
  object,
  oneOf,
  type Schema,
  status,
  text,
  u16,
  uid,
} from './shapes.js';

const miner = {
  rank: count,
  hotkey,
  uid,
  share: decimal,
  u16,
  tier: text,
  reason: text,
} as const;

const epoch = object(
  {
    epoch: count,
    kind,
    status,
    missing: listOf(text),
    blocks: object({ start: count, end: count, seed: count, evidence: count }),
    facts: count,
    late: count,
    rules: listOf(object({ mechanism: text, version: count, ruleset: text, shareppm: count })),
    miners: listOf(object(miner, 'rank', 'uid', 'u16', 'tier')),
    burn: decimal,
    burnCauses: listOf(object({ cause: text, share: decimal })),
    weights: object({ profile: text, uids: listOf(uid), values: listOf(u16), reassigned: listOf(hotkey) }),
    standing: object({ epoch: count, without: count, uids: listOf(uid), values: listOf(u16) }),
    notices: listOf(text),
    hashes,
    differences: listOf(dataError),
    claims: listOf(claimDifference),
  },
  'blocks',
  'late',
  'weights',
  'standing',
  'differences',
  'claims',
);

const rules = { mechanism: text, version: count, ruleset: text } as const;

/** A tier, what it takes, and which of it was reached; only the name where the rules know it no more. */
const tier = object(
  { name: text, minWilsonppm: count, minSuccesses: count, meetsWilson: bool, meetsSuccesses: bool },
  'minWilsonppm',
  'minSuccesses',
  'meetsWilson',
  'meetsSuccesses',
);

const step = object({ ok: bool, says: text, formula: text, lines: listOf(count) }, 'ok', 'formula');

/** Schemas of the commands that look at epochs. */
export const EPOCH_SCHEMAS = {
  validate: object({ epochs: listOf(epoch), expect: expectation }, 'expect'),
  replay: object(
    {
      epochs: listOf(
        object({
          epoch: count,
          facts: count,
          status,
          missing: listOf(text),
          hashes,
          differences: listOf(dataError),
          claims: listOf(claimDifference),
        }),
      ),
      facts: count,
      expect: expectation,
    },
    'expect',
  ),
  explain: object({
    epoch: count,
    kind,
    status,
    miner: object(miner, 'rank', 'uid', 'share', 'u16', 'tier', 'reason'),
    parts: listOf(object({ title: text, sections: listOf(object({ title: text, steps: listOf(step) })) })),
    facts: listOf(object({ line: count, place: text, fact: anything })),
  }),
  plan: object({
    epoch: count,
    kind,
    round: oneOf('next', 'first'),
    notices: listOf(text),
    checks: listOf(
      anyOf(
        object(
          {
            purpose: oneOf('candidate', 'lottery', 'confirmation'),
            zipcode: text,
            hotkey,
            contentSha256: hash,
            rowCount: count,
            sampled: listOf(count),
            rows: listOf(count),
            fromBlock: count,
          },
          'fromBlock',
        ),
        object({
          purpose: oneOf('answer'),
          query: text,
          hotkey,
          by: hotkey,
          itemCount: count,
          sampled: listOf(text),
          items: listOf(text),
        }),
      ),
    ),
    chances: listOf(
      object({
        inventedppm: count,
        rows: count,
        sampled: count,
        invented: count,
        chance: { type: 'string', pattern: '^[0-9]+(/[0-9]+)?$' },
        percent: decimal,
      }),
    ),
  }),
  stats: object(
    {
      epochs: listOf(count),
      judged: count,
      miners: listOf(
        object(
          {
            hotkey,
            uid,
            epochs: count,
            paid: count,
            total: decimal,
            mean: decimal,
            last: decimal,
            passed: count,
            conclusive: count,
            tier: text,
            reasons: mapOf(count),
          },
          'uid',
          'tier',
        ),
      ),
      mechanisms: listOf(
        object({
          ...rules,
          columns: listOf(
            object({ key: text, title: text, unit: oneOf('text', 'count', 'ppm', 'fx', 'bytes', 'block') }),
          ),
          rows: listOf(object({ hotkey, cells: mapOf(anyOf(text, { type: 'integer' })) })),
        }),
      ),
    },
    'mechanisms',
  ),
  tiers: object({
    epoch: count,
    kind,
    mechanisms: listOf(
      object({
        ...rules,
        miners: count,
        moves: listOf(
          object(
            {
              hotkey,
              registeredAt: count,
              from: tier,
              to: tier,
              successes: count,
              attempts: count,
              lifetimeSuccesses: count,
              wilson: decimal,
            },
            'wilson',
          ),
        ),
      }),
    ),
  }),
  select: object(
    {
      epoch: count,
      kind,
      snapshotBlock: count,
      blockHash: hash,
      k: count,
      by: hotkey,
      mechanisms: listOf(object({ ...rules, drawn: listOf(hotkey) })),
    },
    'by',
  ),
} as const satisfies Record<string, Schema>;
