import { createHash, randomBytes } from 'node:crypto';
import type { EpochNumber, Hash32, Host, NetUid } from '@subnet-scoring/core';
import { encodeUtf8, shorten, toHex } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { BucketFailure, Signer } from '../../ports.js';
import { signRequest } from '../../server/sign-request.js';
import { type Answer, sendRequest } from './request.js';
import type { Uploader } from './upload.js';

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
  readonly sleep: (ms: number) => Promise<void>;
}

const EXPIRES_MS = 30_000;
const UPLOAD_DEADLINE_MS = 600_000;
const TRIES_MAX = 5;
const TOO_MANY_REQUESTS = 429;
const UNAVAILABLE = 503;
const PRECONDITION_FAILED = 412;
const CONFLICT = 409;

const failed = (kind: BucketFailure['kind'], code: string, message: string): BucketFailure => ({ kind, code, message });

const isPassing = (status: number): boolean => status === TOO_MANY_REQUESTS || status >= 500;

/** The server says when to come again: this hotkey was too fast, or it has just been started. */
const isToWait = (status: number): boolean => status === TOO_MANY_REQUESTS || status === UNAVAILABLE;

const fieldsOf = (text: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
};

/** Why a server said no, by the words of its problem. */
const refusalOf = ({ status, text }: Answer): BucketFailure => {
  const { type, title, detail } = fieldsOf(text);
  const code = typeof type === 'string' ? type.replace(/^urn:subnet-scoring:problem:/, '') : `STATUS_${status}`;
  const says = [title, detail].filter((part) => typeof part === 'string').join(': ');
  return failed(
    isPassing(status) ? 'network' : 'refused',
    code.slice(0, 64),
    shorten(says === '' ? `status ${status}` : says),
  );
};

/** Why a bucket said no: its code stands in a little XML. */
const bucketRefusalOf = ({ status, text }: Answer): BucketFailure => {
  const code = /<Code>([A-Za-z]{1,64})<\/Code>/.exec(text)?.[1] ?? `STATUS_${status}`;
  return failed(
    isPassing(status) ? 'network' : 'refused',
    code,
    `the bucket did not take the upload: status ${status}`,
  );
};

const headersOf = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(typeof value === 'object' && value !== null ? value : {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );

/** Asks for one grant, signed anew for each try; waits as long as the server says. */
const askForGrant = async (
  { server, genesis, netuid, epoch, signer, host, now, sleep }: GrantOptions,
  wanted: object,
): Promise<E.Either<BucketFailure, Answer>> => {
  const url = new URL(`/v1/epochs/${epoch}/uploads`, server);
  const body = encodeUtf8(JSON.stringify(wanted));
  const caller = { hotkey: signer.account, sign: async (message: Uint8Array) => signer.sign(message) };
  for (let tries = 1; ; tries += 1) {
    const nonce = randomBytes(32).toString('hex') as Hash32;
    const request = { method: 'POST', url, body, genesis, netuid, nonce, expiresMs: now() + EXPIRES_MS };
    const headers = { ...(await signRequest(host, caller, request)), 'content-type': 'application/json' };
    const asked = await sendRequest(url, { method: 'POST', headers, body: Buffer.from(body) });
    if (E.isLeft(asked) || !isToWait(asked.right.status) || tries === TRIES_MAX) return asked;
    await sleep(asked.right.waitSeconds * 1000);
  }
};

/**
 * Uploads without a key of the bucket: asks the server for permission for each object, signed by the hotkey, and uses it. An object
 * that is there is not looked at, so a key has to say which content is under it.
 */
export const grantUploader =
  (options: GrantOptions): Uploader =>
  async (key, bytes) => {
    const md5 = createHash('md5').update(bytes).digest('hex');
    const sha256 = toHex(options.host.sha256(bytes));
    const asked = await askForGrant(options, { key, bytes: bytes.length, md5, sha256 });
    if (E.isLeft(asked)) return asked;
    if (!asked.right.ok) return E.left(refusalOf(asked.right));
    const grant = fieldsOf(asked.right.text);
    const to = grant['url'];
    if (typeof to !== 'string' || !/^https?:/.test(to) || !URL.canParse(to)) {
      return E.left(failed('network', 'BAD_GRANT', `${options.server.host} gave no grant that can be used`));
    }
    const headers = headersOf(grant['headers']);
    const put = await sendRequest(
      new URL(to),
      { method: 'PUT', headers, body: Buffer.from(bytes) },
      UPLOAD_DEADLINE_MS,
    );
    if (E.isLeft(put)) return put;
    const { status, ok } = put.right;
    if (ok) return E.right('created');
    if (status === PRECONDITION_FAILED || status === CONFLICT) return E.right('there');
    return E.left(bucketRefusalOf(put.right));
  };
