import { type Hash32, type Host, toHex } from '@subnet-scoring/core';
import type { Verifier } from '../ports.js';
import { manifestMessage } from '../signatures/index.js';
import { hashManifest, type Manifest, type SignedManifest } from './manifest.js';

/** Signs a message with the miner's hotkey: 64 bytes. The key stays where it is. */
export type SignMessage = (message: Uint8Array) => Promise<Uint8Array>;

/** Signs a manifest for the chain with that genesis hash. */
export const signManifest = async (
  host: Host,
  genesis: Hash32,
  manifest: Manifest,
  sign: SignMessage,
): Promise<SignedManifest> => {
  const sha256 = hashManifest(host, manifest);
  return { manifest, sha256, sig: toHex(await sign(manifestMessage(host.sha256, genesis, sha256))) };
};

/** True when the hotkey that a manifest names has signed it for that chain. */
export const isSignedManifest = (
  host: Host,
  genesis: Hash32,
  { manifest, sha256, sig }: SignedManifest,
  verify: Verifier,
): Promise<boolean> => verify(manifestMessage(host.sha256, genesis, sha256), sig, manifest.hotkey);
