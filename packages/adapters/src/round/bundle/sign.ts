import {
  type BundleIndex,
  encodeIndex,
  type Hash32,
  type Host,
  hashIndex,
  raw32,
  type Sha256,
  type SignedIndex,
  taggedBytes,
  text,
  toHex,
  u64,
} from '@subnet-scoring/core';
import type { Signer, Verifier } from '../../ports.js';

/**
 * What a validator signs to say that a bundle is its own: H("bundle/1", genesis, netuid, epoch, text stage, SHA-256 of the
 * index without sig), 32 bytes.
 */
export const bundleMessage = (
  sha256: Sha256,
  { genesis, netuid, epoch, stage }: Pick<BundleIndex, 'genesis' | 'netuid' | 'epoch' | 'stage'>,
  indexSha256: Hash32,
): Uint8Array =>
  taggedBytes(sha256, 'bundle/1', [raw32(genesis), u64(netuid), u64(epoch), text(stage), raw32(indexSha256)]);

/** The bytes of an index, signed by the hotkey that it names. */
export const signIndex = ({ sha256 }: Pick<Host, 'sha256'>, index: BundleIndex, signer: Signer): Uint8Array =>
  encodeIndex(index, toHex(signer.sign(bundleMessage(sha256, index, hashIndex(sha256, index)))));

/** True when the hotkey that an index names has signed it. */
export const isSignedIndex = (host: Host, { index, sha256, sig }: SignedIndex, verify: Verifier): Promise<boolean> =>
  verify(bundleMessage(host.sha256, index, sha256), sig, index.hotkey);
