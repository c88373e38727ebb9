import { bundleProblem } from './publishing.js';
import { anyOf, bool, count, hash, hotkey, listOf, object, oneOf, type Schema, text, uid } from './shapes.js';

const miner = {
  uid,
  hotkey,
  manifests: count,
  files: count,
  measured: count,
  rows: count,
  facts: count,
  refused: listOf(object({ key: text, reason: text, detail: text })),
  failed: listOf(object({ key: text, code: text, message: text })),
} as const;

/** Schemas of the commands of a round. */
export const ROUND_SCHEMAS = {
  ingest: object(
    {
      epoch: count,
      by: hotkey,
      chain: object({ from: count, to: count, lines: count, missing: count }),
      miners: listOf(object(miner)),
      bundles: listOf(
        object({ hotkey, taken: count, known: count, uncovered: count, problem: bundleProblem }, 'problem'),
      ),
    },
    'by',
    'chain',
    'bundles',
  ),
  check: object({
    epoch: count,
    rounds: count,
    files: listOf(
      object({ zipcode: text, hotkey, contentSha256: hash, passed: count, failed: count, inconclusive: count }),
    ),
    unreadable: count,
    over: count,
  }),
  'miner-submit': object({
    epoch: count,
    hotkey,
    manifestSha256: hash,
    rules: text,
    dryRun: bool,
    files: listOf(
      object(
        {
          zipcode: text,
          key: text,
          bytes: count,
          contentSha256: hash,
          rows: count,
          expected: count,
          completeppm: count,
          fault: oneOf('COUNT_OUT_OF_RANGE', 'FIELDS_MISSING', 'WRONG_ZIPCODE', 'DUPLICATE_ROWS'),
        },
        'completeppm',
        'fault',
      ),
    ),
    steps: listOf(
      anyOf(
        object({ kind: oneOf('uploaded'), key: text, bytes: count, became: oneOf('created', 'there') }),
        object({ kind: oneOf('committed'), block: count, manifestSha256: hash, became: oneOf('sent', 'there') }),
      ),
    ),
  }),
  run: object(
    { epoch: count, block: count, step: text, says: text, warnings: listOf(text), fromBlock: count },
    'fromBlock',
  ),
} as const satisfies Record<string, Schema>;
