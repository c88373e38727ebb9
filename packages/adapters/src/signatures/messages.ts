import { encodeUtf8, type Hash32, raw32, type Sha256, taggedBytes, u64 } from '@subnet-scoring/core';

/** What the observer of an EvidenceListed signs: H("evidence/1", genesis, netuid, epoch, count, root), 32 bytes. */
export const evidenceMessage = (
  sha256: Sha256,
  genesis: Hash32,
  netuid: number,
  epoch: number,
  count: number,
  root: Hash32,
): Uint8Array => taggedBytes(sha256, 'evidence/1', [raw32(genesis), u64(netuid), u64(epoch), u64(count), raw32(root)]);

/**
 * What the log's authority signs for one of its lines: H("line/1", genesis, SHA-256 of the line without sig), 32 bytes.
 * The line holds netuid and epoch; the genesis hash keeps it from counting on another chain.
 */
export const lineMessage = (sha256: Sha256, genesis: Hash32, line: string): Uint8Array =>
  taggedBytes(sha256, 'line/1', [raw32(genesis), sha256(encodeUtf8(line))]);

/**
 * What a miner signs to say that a manifest is its own: H("manifest/1", genesis, manifestSha256), 32 bytes. The hash holds
 * netuid, epoch, nonce and hotkey; the genesis hash keeps it from counting on another chain.
 */
export const manifestMessage = (sha256: Sha256, genesis: Hash32, manifestSha256: Hash32): Uint8Array =>
  taggedBytes(sha256, 'manifest/1', [raw32(genesis), raw32(manifestSha256)]);
