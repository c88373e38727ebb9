import { count, hotkey, listOf, object, type Schema, text, uid } from './shapes.js';

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
    },
    'by',
    'chain',
  ),
  run: object({ epoch: count, block: count, step: text, says: text }),
} as const satisfies Record<string, Schema>;
