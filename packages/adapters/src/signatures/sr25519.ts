import { accountHexOf, fromHex } from '@subnet-scoring/core';
import type { Verifier } from '../ports.js';

type Verify = (message: Uint8Array, signature: Uint8Array, publicKey: Uint8Array) => boolean;

const SIGNATURE = /^[0-9a-f]{128}$/;

/** Checks sr25519 signatures over the raw bytes of a message. The client is loaded when the first one is checked. */
export const sr25519Verifier = (): Verifier => {
  let loading: Promise<Verify> | undefined;
  const load = async (): Promise<Verify> => (await import('@polkadot/util-crypto/sr25519')).sr25519Verify;
  return async (message, signature, account) => {
    const publicKey = accountHexOf(account);
    if (publicKey === undefined || !SIGNATURE.test(signature)) return false;
    loading ??= load();
    const verify = await loading;
    try {
      return verify(message, fromHex(signature), fromHex(publicKey));
    } catch {
      return false; // it throws on bytes that are no signature at all: bad encoding, no Schnorrkel marker
    }
  };
};
