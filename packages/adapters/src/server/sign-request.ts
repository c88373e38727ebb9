import { type Account, type Hash32, type Host, type NetUid, toHex } from '@subnet-scoring/core';
import { encodeEnvelope, requestMessage } from './envelope.js';

/** Who calls, and how it signs: 64 bytes of sr25519 over a message. The key stays where it is. */
export interface RequestSigner {
  readonly hotkey: Account;
  readonly sign: (message: Uint8Array) => Promise<Uint8Array>;
}

/** A request as it will be sent. */
export interface RequestToSign {
  readonly method: string;
  readonly url: URL;
  /** Nothing for a request without body. */
  readonly body: Uint8Array;
  readonly genesis: Hash32;
  readonly netuid: NetUid;
  readonly expiresMs: number;
  /** 32 random bytes as hex, new for each request. */
  readonly nonce: Hash32;
}

/** The headers that prove who sends a request. */
export const signRequest = async (
  { sha256 }: Pick<Host, 'sha256'>,
  { hotkey, sign }: RequestSigner,
  { method, url, body, genesis, netuid, expiresMs, nonce }: RequestToSign,
): Promise<Readonly<Record<string, string>>> => {
  const bodySha256 = toHex(sha256(body)) as Hash32;
  const envelope = { hotkey, genesis, netuid, bodySha256, expiresMs, nonce };
  const target = { audience: url.host, method, path: `${url.pathname}${url.search}` };
  return encodeEnvelope({ ...envelope, signature: toHex(await sign(requestMessage(sha256, envelope, target))) });
};
