import type { Sha256 } from '../hash/host.js';
import { list, taggedHash, text, u64 } from '../hash/tagged.js';
import type { EpochNumber, Hash32, NetUid } from '../ids.js';
import type { WeightVector } from './vector.js';

/** weights = H("weights/1", netuid, epoch, text profile, versionKey, list of uids ascending, list of values); all u64. */
export const weightsHash = (
  sha256: Sha256,
  netuid: NetUid,
  epoch: EpochNumber,
  profile: string,
  versionKey: number,
  vector: WeightVector,
): Hash32 =>
  taggedHash(sha256, 'weights/1', [
    u64(netuid),
    u64(epoch),
    text(profile),
    u64(versionKey),
    list(vector.uids.map(u64)),
    list(vector.values.map(u64)),
  ]);
