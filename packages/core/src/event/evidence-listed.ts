import { defineEvent, type EventOf } from './define.js';
import { count, hash32 } from './values.js';

/** An observer closes its part of an epoch: how many facts, and SHA-256 of their canonical lines. */
export const EvidenceListed = defineEvent({
  type: 'EvidenceListed',
  phase: 10,
  origin: 'observer',
  signed: true,
  data: { count, root: hash32 },
});
export type EvidenceListed = EventOf<typeof EvidenceListed>;
