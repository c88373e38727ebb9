import { defineEvent, type EventOf } from './define.js';
import { account, hash32 } from './values.js';

/** A miner put the hash of its manifest on chain: the only evidence for "when". */
export const SubmissionCommitted = defineEvent({
  type: 'SubmissionCommitted',
  phase: 5,
  origin: 'chain',
  ix: true,
  data: { hotkey: account, manifestSha256: hash32 },
});
export type SubmissionCommitted = EventOf<typeof SubmissionCommitted>;
