import { defineEvent, type EventOf } from './define.js';
import { count, hash32 } from './values.js';

/** A finalized block of the chain. */
export const BlockFinalized = defineEvent({
  type: 'BlockFinalized',
  phase: 2,
  origin: 'chain',
  data: { hash: hash32, parentHash: hash32, timestampMs: count },
});
export type BlockFinalized = EventOf<typeof BlockFinalized>;
