import { createHash, createHmac } from 'node:crypto';
import { compareText } from '@subnet-scoring/core';
import type { S3Request } from './message.js';

/** Signature Version 4 as Amazon describes it for S3: written for the peer alone, so that it checks the client's own. */

export const ALGORITHM = 'AWS4-HMAC-SHA256';

/** What is signed beside the request itself. */
export interface Scope {
  /** `20260131T235959Z`. */
  readonly date: string;
  readonly region: string;
  readonly signedHeaders: readonly string[];
  /** Hex SHA-256 of the body, or a word such as UNSIGNED-PAYLOAD. */
  readonly payload: string;
}

const sha256Hex = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
const hmac = (key: Buffer | string, text: string): Buffer => createHmac('sha256', key).update(text, 'utf8').digest();

// encodeURIComponent leaves five characters that SigV4 encodes.
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

const canonicalQuery = (query: S3Request['query']): string =>
  query
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([a, x], [b, y]) => compareText(a, b) || compareText(x, y))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');

const canonicalRequest = (request: S3Request, { signedHeaders, payload }: Scope): string =>
  [
    request.method,
    decodeURIComponent(request.rawPath).split('/').map(encode).join('/'),
    canonicalQuery(request.query),
    ...signedHeaders.map((name) => `${name}:${(request.headers[name] ?? '').trim().replace(/ +/g, ' ')}`),
    '',
    signedHeaders.join(';'),
    payload,
  ].join('\n');

/** Hex signature of a request by a secret key. */
export const signatureOf = (request: S3Request, scope: Scope, secretKey: string): string => {
  const day = scope.date.slice(0, 8);
  const name = `${day}/${scope.region}/s3/aws4_request`;
  const text = [ALGORITHM, scope.date, name, sha256Hex(canonicalRequest(request, scope))].join('\n');
  const key = [scope.region, 's3', 'aws4_request'].reduce<Buffer>(hmac, hmac(`AWS4${secretKey}`, day));
  return hmac(key, text).toString('hex');
};

/** Milliseconds since 1970 of a date such as `20260131T235959Z`; undefined for any other text. */
export const dateMs = (date: string): number | undefined => {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date);
  if (parts === null) return undefined;
  const ms = Date.parse(date.replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5'));
  return Number.isNaN(ms) ? undefined : ms;
};
