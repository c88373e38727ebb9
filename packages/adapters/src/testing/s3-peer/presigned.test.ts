import { createHash } from 'node:crypto';
import type { Hash32 } from '@subnet-scoring/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { s3Bucket } from '../../s3/index.js';
import { newBucket, startS3Peer } from './index.js';

const NOW = Date.parse('2026-01-31T12:00:00Z');
const MINUTE_MS = 60_000;
let peerMs = NOW;
const peer = await startS3Peer({ keys: new Map([['K', 'secret']]), now: () => peerMs });
peer.store.buckets.set('b', newBucket());

const content = {
  bytes: 3,
  md5: createHash('md5').update('one').digest('hex'),
  sha256: createHash('sha256').update('one').digest('hex') as Hash32,
};

/** What the peer answers to a PUT that was signed at NOW for 60 s, when its clock says something else. */
const sendAt = async (
  offsetMs: number,
  change: (url: string) => string = (url) => url,
  more: Record<string, string> = {},
  body = 'one',
): Promise<string> => {
  const settings = {
    endpoint: peer.endpoint,
    region: 'us-east-1',
    bucket: 'b',
    accessKeyId: 'K',
    secretAccessKey: 'secret',
  };
  const bucket = s3Bucket(settings, { now: () => NOW, sleep: async () => undefined });
  const { url, headers } = await bucket.presignCreate('key', content, 60);
  peerMs = NOW + offsetMs;
  peer.store.buckets.set('b', newBucket());
  const response = await fetch(change(url), { method: 'PUT', body, headers: { ...headers, ...more } });
  return `${response.status} ${/<Code>(\w+)/.exec(await response.text())?.[1] ?? ''}`.trim();
};

const without = (name: string) => (url: string) => url.replace(new RegExp(`[?&]${name}=[^&]*`), '');
const set = (name: string, value: string) => (url: string) => url.replace(new RegExp(`(${name}=)[^&]*`), `$1${value}`);

for (const [name, answer, expected] of [
  ['at once', () => sendAt(0), '200'],
  ['in its last second', () => sendAt(60_000), '200'],
  ['behind it', () => sendAt(60_001), '403 AccessDenied'],
  ['by a clock that is a little behind', () => sendAt(-15 * MINUTE_MS), '200'],
  ['before it was signed', () => sendAt(-16 * MINUTE_MS), '403 AccessDenied'],
  ['for a longer time', () => sendAt(0, set('X-Amz-Expires', '600')), '403 SignatureDoesNotMatch'],
  [
    'for a time beyond a week',
    () => sendAt(0, set('X-Amz-Expires', '604801')),
    '400 AuthorizationQueryParametersError',
  ],
  ['for no time', () => sendAt(0, without('X-Amz-Expires')), '400 AuthorizationQueryParametersError'],
  ['of another hour', () => sendAt(0, set('X-Amz-Date', '20260131T120001Z')), '403 SignatureDoesNotMatch'],
  ['of another day', () => sendAt(0, set('X-Amz-Date', '20260201T000000Z')), '403 AccessDenied'],
  ['with fewer signed headers', () => sendAt(0, set('X-Amz-SignedHeaders', 'host')), '403 AccessDenied'],
  [
    'by another way to sign',
    () => sendAt(0, set('X-Amz-Algorithm', 'AWS4-ECDSA-P256-SHA256')),
    '400 AuthorizationQueryParametersError',
  ],
  ['without its signature', () => sendAt(0, without('X-Amz-Signature')), '403 AccessDenied'],
  ['with another signature', () => sendAt(0, set('X-Amz-Signature', '00')), '403 SignatureDoesNotMatch'],
  ['signed twice', () => sendAt(0, undefined, { authorization: 'AWS4-HMAC-SHA256' }), '400 InvalidArgument'],
  ['with a longer body', () => sendAt(0, undefined, undefined, 'once'), '403 SignatureDoesNotMatch'],
  ['with another body', () => sendAt(0, undefined, undefined, 'two'), '400 BadDigest'],
  ['with one more header', () => sendAt(0, undefined, { 'x-amz-meta-a': '1' }), '403 AccessDenied'],
  ['with one more parameter', () => sendAt(0, (url) => `${url}&a=1`), '403 SignatureDoesNotMatch'],
] as const) {
  test(`a presigned PUT that is sent ${name}: ${expected}`, async () => {
    assert.is(await answer(), expected);
    assert.is(peer.store.buckets.get('b')?.objects.size, expected === '200' ? 1 : 0);
  });
}

test.after(() => peer.close());

test.run();
