import { anything, count, hash, listOf, object, oneOf, type Schema, text } from './shapes.js';

/** Schemas of the `chain` commands. */
export const CHAIN_SCHEMAS = {
  'chain-pull': object({
    from: count,
    to: count,
    readFrom: count,
    finalized: count,
    facts: count,
    records: count,
    known: count,
    missing: listOf(object({ firstBlock: count, lastBlock: count, kind: text, why: text, help: text })),
  }),
  'chain-state': object({ state: anything }),
  'chain-epochs': object({
    netuid: count,
    from: count,
    to: count,
    epochs: listOf(
      object(
        {
          block: count,
          hash,
          specVersion: count,
          tempo: count,
          calendar: oneOf('legacy', 'stateful'),
          next: count,
          observedNext: count,
        },
        'next',
        'observedNext',
      ),
    ),
  }),
} as const satisfies Record<string, Schema>;
