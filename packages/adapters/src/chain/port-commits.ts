import type { Hash32, NetUid } from '@subnet-scoring/core';
import type { Signer } from '../keys/port.js';
import type { FromChain } from './port.js';
import type { SubmitOptions, Submitted } from './port-weights.js';

/** Brings commitments to the chain: what a miner binds itself to, and from which block on. */
export interface CommitSink {
  /** Signs and sends `Commitments.set_commitment` with one field, Sha256 of this hash. It replaces what the hotkey committed before. */
  commit(netuid: NetUid, sha256: Hash32, signer: Signer, options: SubmitOptions): FromChain<Submitted>;
}
