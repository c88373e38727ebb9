import { toHex } from '../hash/bytes.js';
import type { Sha256 } from '../hash/host.js';
import { encodeUtf8 } from '../hash/utf8.js';
import type { EpochNumber, Hash32, NetUid } from '../ids.js';
import { encodeCanonical } from './canonical.js';
import type { Json } from './json.js';
import type { ManifestSeen } from './manifest-seen.js';

/** The hash a miner commits to: SHA-256 of canonical {epoch, files, hotkey, netuid, nonce}, without LF. */
export const manifestSha256 = (
  sha256: Sha256,
  netuid: NetUid,
  epoch: EpochNumber,
  manifest: Pick<ManifestSeen['data'], 'files' | 'hotkey' | 'nonce'>,
): Hash32 => {
  const { files, hotkey, nonce } = manifest;
  return toHex(sha256(encodeUtf8(encodeCanonical({ epoch, files: files as Json, hotkey, netuid, nonce })))) as Hash32;
};
