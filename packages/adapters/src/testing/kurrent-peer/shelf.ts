import type { PeerFaults } from './faults.js';
import type { PeerJournal } from './journal.js';
import type { Streams } from './streams.js';

/** What the calls work on. */
export interface Shelf {
  readonly streams: Streams;
  readonly journal: PeerJournal;
  readonly faults: PeerFaults;
}
