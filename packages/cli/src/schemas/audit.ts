import { bool, count, hotkey, listOf, object, oneOf, type Schema, text, u16, uid } from './shapes.js';

const verdict = oneOf('exact', 'within', 'differs', 'copies', 'unjudged');
const reason = oneOf(
  'EPOCH_UNJUDGED',
  'NOT_REVEALED',
  'STATE_MISSING',
  'NO_BOUNDARY',
  'NOT_SET',
  'CAUSE_UNKNOWN',
  'CONFLICT',
);
const counts = object({ exact: count, within: count, differs: count, copies: count, unjudged: count });

const row = object({
  uid,
  cause: oneOf('set', 'reveal', 'timelocked', 'unknown'),
  causeBlock: count,
  commitBlock: count,
  boundary: count,
  maxDelta: u16,
  differing: count,
  deltas: listOf(object({ uid, expected: u16, found: u16 })),
  reassigned: listOf(object({ uid, from: hotkey, to: hotkey, block: count }, 'from')),
});

const finding = object(
  { epoch: count, verdict, row, follows: count, lag: count, reason, why: text },
  'row',
  'follows',
  'lag',
  'reason',
  'why',
);

/** Schema of an audit. */
export const AUDIT_SCHEMAS = {
  audit: object({
    epochs: listOf(count),
    mecid: count,
    quantiser: oneOf('exact-v1', 'sdk-v1'),
    toleranceU16: u16,
    levels: object({
      arithmetic: counts,
      inputs: object({ seals: count, authority: text, signed: bool }),
      reality: object({ spotChecksRepeated: count }),
    }),
    records: count,
    validators: listOf(object({ hotkey, verdict, counts, findings: listOf(finding) })),
  }),
} as const satisfies Record<string, Schema>;
