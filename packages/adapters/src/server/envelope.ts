import {
  type Account,
  accountHex,
  type Hash32,
  isAccount,
  type NetUid,
  raw32,
  type Sha256,
  taggedBytes,
  text,
  u64,
} from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { type Problem, problem } from './problem.js';

/** What a caller signs of a request. */
export interface Envelope {
  readonly hotkey: Account;
  /** Hash of block 0 of the chain. */
  readonly genesis: Hash32;
  readonly netuid: NetUid;
  /** SHA-256 of the body; of nothing when there is none. */
  readonly bodySha256: Hash32;
  /** Milliseconds since 1970. */
  readonly expiresMs: number;
  readonly nonce: Hash32;
}

/** An envelope as it arrives: sr25519 by the hotkey, 128 hex digits, not checked yet. */
export interface SignedEnvelope extends Envelope {
  readonly signature: string;
}

/** What the request line says, and whom the caller means to talk to. */
export interface Target {
  /** Host of the server's public address, with its port unless that is the usual one. */
  readonly audience: string;
  readonly method: string;
  /** Path with query, as it is sent. */
  readonly path: string;
}

const HEX_64 = '^[0-9a-f]{64}$';
const NETUID_MAX = 4095;

/** The headers of an envelope: name, form and meaning. The published description is made from these too. */
export const ENVELOPE_HEADERS = {
  'subnet-hotkey': { pattern: '^[1-9A-HJ-NP-Za-km-z]{48}$', says: 'SS58 address of the caller, prefix 42' },
  'subnet-genesis': { pattern: HEX_64, says: 'hash of block 0 of the chain' },
  'subnet-netuid': { pattern: '^(0|[1-9][0-9]{0,3})$', says: 'number of the subnet' },
  'subnet-body-sha256': { pattern: HEX_64, says: 'SHA-256 of the body; of nothing when there is none' },
  'subnet-expires': { pattern: '^[1-9][0-9]{0,14}$', says: 'milliseconds since 1970 after which it counts no more' },
  'subnet-nonce': { pattern: HEX_64, says: 'used once: 32 random bytes' },
  'subnet-signature': { pattern: '^[0-9a-f]{128}$', says: 'sr25519 by the hotkey over the 32 bytes of the message' },
} as const;

type HeaderName = keyof typeof ENVELOPE_HEADERS;
const NAMES = Object.keys(ENVELOPE_HEADERS) as readonly HeaderName[];

/**
 * What is signed: H("request/1", genesis, netuid, text audience, text method, text path, body, expires, nonce, account), 32
 * bytes. Integers are u64 LE, texts have their length as u32 LE before them (docs/log-format.md, "Hash with a tag").
 */
export const requestMessage = (sha256: Sha256, envelope: Envelope, { audience, method, path }: Target): Uint8Array =>
  taggedBytes(sha256, 'request/1', [
    raw32(envelope.genesis),
    u64(envelope.netuid),
    text(audience),
    text(method),
    text(path),
    raw32(envelope.bodySha256),
    u64(envelope.expiresMs),
    raw32(envelope.nonce),
    raw32(accountHex(envelope.hotkey)),
  ]);

/** The headers of an envelope. */
export const encodeEnvelope = (envelope: SignedEnvelope): Readonly<Record<HeaderName, string>> => ({
  'subnet-hotkey': envelope.hotkey,
  'subnet-genesis': envelope.genesis,
  'subnet-netuid': `${envelope.netuid}`,
  'subnet-body-sha256': envelope.bodySha256,
  'subnet-expires': `${envelope.expiresMs}`,
  'subnet-nonce': envelope.nonce,
  'subnet-signature': envelope.signature,
});

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

const malformed = (name: HeaderName): E.Either<Problem, never> =>
  E.left(problem('malformed-envelope', `${name}: expected ${ENVELOPE_HEADERS[name].says}`));

/** Reads the envelope from headers with lower-case names. A header that is sent twice is malformed. */
export const decodeEnvelope = (headers: Headers): E.Either<Problem, SignedEnvelope> => {
  if (NAMES.every((name) => headers[name] === undefined)) {
    return E.left(
      problem('unsigned', `expected the headers ${NAMES.join(', ')}; /openapi.json says how they are made`),
    );
  }
  const wrong = NAMES.find((name) => {
    const value = headers[name];
    return typeof value !== 'string' || !new RegExp(ENVELOPE_HEADERS[name].pattern).test(value);
  });
  if (wrong !== undefined) return malformed(wrong);
  const headerOf = (name: HeaderName): string => String(headers[name]);
  const hotkey = headerOf('subnet-hotkey');
  const netuid = Number(headerOf('subnet-netuid'));
  if (!isAccount(hotkey)) return malformed('subnet-hotkey');
  if (netuid > NETUID_MAX) return malformed('subnet-netuid');
  return E.right({
    hotkey,
    genesis: headerOf('subnet-genesis') as Hash32,
    netuid: netuid as NetUid,
    bodySha256: headerOf('subnet-body-sha256') as Hash32,
    expiresMs: Number(headerOf('subnet-expires')),
    nonce: headerOf('subnet-nonce') as Hash32,
    signature: headerOf('subnet-signature'),
  });
};
