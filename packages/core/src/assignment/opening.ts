import type { EpochOpened } from '../event/index.js';
import type { Sha256 } from '../hash/host.js';
import { raw32, taggedHash, u64 } from '../hash/tagged.js';
import type { Account, Hash32 } from '../ids.js';
import type { Assignment } from './assign.js';
import type { DrawSeed } from './draw.js';

/** Nonce of an epoch, H("nonce/1", seed, netuid, epoch): nobody knows it before the block behind the seed. */
export const epochNonce = (sha256: Sha256, { seed, netuid, epoch }: DrawSeed): Hash32 =>
  taggedHash(sha256, 'nonce/1', [raw32(seed), u64(netuid), u64(epoch)]);

/** The blocks of an epoch, and who opens it. */
export interface Opening extends Pick<EpochOpened['data'], 'startBlock' | 'endBlock' | 'seedBlock' | 'evidenceBlock'> {
  readonly authority: Account | 'local';
}

/** The EpochOpened of an assignment, without signature; its codec decides whether the blocks fit. */
export const openedBy = (
  sha256: Sha256,
  seed: DrawSeed,
  { authority, ...blocks }: Opening,
  zipcodes: Extract<Assignment, { kind: 'assigned' }>['zipcodes'],
): EpochOpened => ({
  block: blocks.startBlock,
  by: authority,
  data: { ...blocks, nonce: epochNonce(sha256, seed), zipcodes },
  epoch: seed.epoch,
  netuid: seed.netuid,
  type: 'EpochOpened',
  v: 1,
});
