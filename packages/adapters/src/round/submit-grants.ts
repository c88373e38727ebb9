import { createHash, randomBytes } from 'node:crypto';
import type { EpochNumber, Hash32, Host, NetUid } from '@subnet-scoring/core';
import { encodeUtf8, shorten, toHex } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { BucketFailure, Signer } from '../ports.js';
import { signRequest } from '../server/sign-request.js';
import type { Uploader } from './submit-upload.js';

/** Who asks which server for grants. */
export interface GrantOptions {
  readonly server: URL;
  readonly genesis: Hash32;
  readonly netuid: NetUid;
  readonly epoch: EpochNumber;
  readonly signer: Signer;
  readonly host: Host;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const EXPIRES_MS = 30_000;
const DEADLINE_MS = 60_000;
const ANSWER_MAX = 65_536;
const PRECONDITION_FAILED = 412;
const CONFLICT = 409;

const failed = (kind: BucketFailure['kind'], code: string, message: string): BucketFailure => ({ kind, code, message });

/** One request; what breaks is a failure, and redirects are not followed. */
const send = async (url: URL, init: RequestInit): Promise<E.Either<BucketFailure, Response>> => {
  try {
    return E.right(await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(DEADLINE_MS) }));
  } catch (error) {
    const isOver = error instanceof Error && error.name === 'TimeoutError';
    return E.left(
      failed(isOver ? 'timeout' : 'network', isOver ? 'TIMEOUT' : 'UNREACHABLE', `${url.host} did not answer`),
    );
  }
};

const isPassing = (status: number): boolean => status === 429 || status >= 500;

const fieldsOf = (text: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(text.slice(0, ANSWER_MAX));
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
};

/** Why a server said no, by the words of its problem. */
const refusalOf = (status: number, text: string): BucketFailure => {
  const { type, title, detail } = fieldsOf(text);
  const code = typeof type === 'string' ? type.replace(/^urn:subnet-scoring:problem:/, '') : `STATUS_${status}`;
  const says = [title, detail].filter((part) => typeof part === 'string').join(': ');
  return failed(
    isPassing(status) ? 'network' : 'refused',
    code.slice(0, 64),
    shorten(says === '' ? `status ${status}` : says),
  );
};

const headersOf = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(typeof value === 'object' && value !== null ? value : {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );

/**
 * Uploads without a key of the bucket: asks the server for permission for each object, signed by the hotkey, and uses it. An object
 * that is there is not looked at, so a key has to say which content is under it.
 */
export const grantUploader =
  ({ server, genesis, netuid, epoch, signer, host, now }: GrantOptions): Uploader =>
  async (key, bytes) => {
    const url = new URL(`/v1/epochs/${epoch}/uploads`, server);
    const md5 = createHash('md5').update(bytes).digest('hex');
    const body = encodeUtf8(JSON.stringify({ key, md5, sha256: toHex(host.sha256(bytes)) }));
    const nonce = randomBytes(32).toString('hex') as Hash32;
    const request = { method: 'POST', url, body, genesis, netuid, nonce, expiresMs: now() + EXPIRES_MS };
    const caller = { hotkey: signer.account, sign: async (message: Uint8Array) => signer.sign(message) };
    const headers = { ...(await signRequest(host, caller, request)), 'content-type': 'application/json' };
    const asked = await send(url, { method: 'POST', headers, body: Buffer.from(body) });
    if (E.isLeft(asked)) return asked;
    const text = await asked.right.text();
    if (!asked.right.ok) return E.left(refusalOf(asked.right.status, text));
    const grant = fieldsOf(text);
    const to = grant['url'];
    if (typeof to !== 'string' || !/^https?:/.test(to) || !URL.canParse(to)) {
      return E.left(failed('network', 'BAD_GRANT', `${url.host} gave no grant that can be used`));
    }
    const put = await send(new URL(to), {
      method: 'PUT',
      headers: headersOf(grant['headers']),
      body: Buffer.from(bytes),
    });
    if (E.isLeft(put)) return put;
    const { status, ok } = put.right;
    if (ok) return E.right('created');
    if (status === PRECONDITION_FAILED || status === CONFLICT) return E.right('there');
    return E.left(refusalOf(status, ''));
  };
