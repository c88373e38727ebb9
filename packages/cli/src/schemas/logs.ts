import {
  anything,
  claimDifference,
  count,
  dataError,
  hash,
  header,
  hotkey,
  listOf,
  mapOf,
  object,
  oneOf,
  problem,
  type Schema,
  seal,
  sealedEpoch,
  text,
} from './shapes.js';

const stopped = object(problem, 'help');

/** Schemas of the `log` commands. */
export const LOG_SCHEMAS = {
  'log-init': object({ directory: text, header, hash }),
  'log-sign': object({ file: text, account: hotkey, count }),
  'log-append': object({
    position: count,
    count,
    records: count,
    known: count,
    refused: count,
    errors: listOf(dataError),
  }),
  'log-import': object(
    { position: count, count, records: count, known: count, sealed: listOf(sealedEpoch), stopped },
    'stopped',
  ),
  'log-seal': object({ sealed: listOf(sealedEpoch), stopped }, 'stopped'),
  'log-show': object({
    directory: text,
    header,
    position: count,
    sealed: listOf(object(seal)),
    open: listOf(object({ epoch: count, lines: count })),
    refused: count,
    records: count,
  }),
  'log-cat': object({ epoch: count, line: count, facts: listOf(anything) }, 'line'),
  'log-export': object({ file: text, epochs: listOf(count), facts: count, records: count }),
  'log-verify': object(
    {
      verdict: oneOf('unaltered', 'unanchored', 'consistent', 'broken'),
      anchored: count,
      epochs: count,
      facts: count,
      unjudged: listOf(count),
      missing: count,
      refused: count,
      refusals: mapOf(count),
      notices: listOf(text),
      claims: listOf(claimDifference),
      findings: listOf(dataError),
    },
    'anchored',
  ),
} as const satisfies Record<string, Schema>;
