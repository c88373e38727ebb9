import type { Neuron } from '../event/metagraph-snapshot-taken.js';
import type { Sha256 } from '../hash/host.js';
import type { Account, Hash32 } from '../ids.js';

/** What decides, beside parameters and state, whom an observer should ask next. */
export interface Draw {
  readonly sha256: Sha256;
  /** The neurons of a snapshot. */
  readonly neurons: readonly Neuron[];
  /** Hash of the block that draws: whoever knows it can check the draw. */
  readonly blockHash: Hash32;
  /** How many to draw; fewer where there are fewer. */
  readonly k: number;
  /** The observer that asks, where a mechanism remembers for each whom it has asked. */
  readonly by?: Account;
}
