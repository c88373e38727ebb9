import { createHash } from 'node:crypto';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { newBucket, startS3Peer } from './index.js';
import { signatureOf } from './sigv4.js';

const ACCESS_KEY = 'AKIAIOSFODNN7EXAMPLE';
const SECRET_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const EMPTY = createHash('sha256').update('').digest('hex');

// The examples of "Authenticating Requests: AWS Signature Version 4" in the Amazon S3 API reference.
const example = {
  method: 'GET',
  rawPath: '/test.txt',
  bucket: '',
  key: 'test.txt',
  query: [],
  body: Buffer.alloc(0),
  nowMs: 0,
};
const HOST = 'examplebucket.s3.amazonaws.com';
const SCOPE = { date: '20130524T000000Z', region: 'us-east-1', payload: EMPTY };

test('GET object: the signature of the example', () => {
  const headers = { host: HOST, range: 'bytes=0-9', 'x-amz-content-sha256': EMPTY, 'x-amz-date': SCOPE.date };
  const scope = { ...SCOPE, signedHeaders: Object.keys(headers) };
  assert.is(
    signatureOf({ ...example, headers }, scope, SECRET_KEY),
    'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  );
});

test('PUT object: a dollar in the key, the hash of a body', () => {
  const payload = '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072';
  const headers = {
    date: 'Fri, 24 May 2013 00:00:00 GMT',
    host: HOST,
    'x-amz-content-sha256': payload,
    'x-amz-date': SCOPE.date,
    'x-amz-storage-class': 'REDUCED_REDUNDANCY',
  };
  const scope = { ...SCOPE, payload, signedHeaders: Object.keys(headers) };
  assert.is(
    signatureOf({ ...example, method: 'PUT', rawPath: '/test$file.text', headers }, scope, SECRET_KEY),
    '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
  );
});

test('GET lifecycle and list: parameters without and with a value', () => {
  const headers = { host: HOST, 'x-amz-content-sha256': EMPTY, 'x-amz-date': SCOPE.date };
  const scope = { ...SCOPE, signedHeaders: Object.keys(headers) };
  const sign = (query: readonly (readonly [string, string])[]) =>
    signatureOf({ ...example, rawPath: '/', headers, query }, scope, SECRET_KEY);
  assert.is(sign([['lifecycle', '']]), 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543');
  const list = [
    ['max-keys', '2'],
    ['prefix', 'J'],
  ] as const;
  assert.is(sign(list), '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7');
  assert.is(sign([...list].reverse()), sign(list));
});

test('presigned GET: the signature of the example', () => {
  const query = [
    ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
    ['X-Amz-Credential', `${ACCESS_KEY}/20130524/us-east-1/s3/aws4_request`],
    ['X-Amz-Date', SCOPE.date],
    ['X-Amz-Expires', '86400'],
    ['X-Amz-SignedHeaders', 'host'],
    ['X-Amz-Signature', 'is not signed itself'],
  ] as const;
  const scope = { ...SCOPE, payload: 'UNSIGNED-PAYLOAD', signedHeaders: ['host'] };
  assert.is(
    signatureOf({ ...example, headers: { host: HOST }, query }, scope, SECRET_KEY),
    'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
  );
});

const NOW = Date.parse('2026-01-31T12:00:00Z');
const DATE = '20260131T120000Z';
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const peer = await startS3Peer({ keys: new Map([[ACCESS_KEY, SECRET_KEY]]), now: () => NOW });
const host = peer.endpoint.replace('http://', '');

/** Sends a PUT of `body` that was signed for these headers, then changed. */
const send = async (
  signed: Record<string, string>,
  change: { body?: string; path?: string; headers?: Record<string, string>; secret?: string; key?: string } = {},
): Promise<string> => {
  peer.store.buckets.set('b', newBucket());
  const headers: Record<string, string> = {
    host,
    'x-amz-date': DATE,
    'x-amz-content-sha256': sha256('body'),
    ...signed,
  };
  const names = Object.keys(headers).sort();
  const request = { ...example, method: 'PUT', rawPath: '/b/k', headers };
  const date = headers['x-amz-date'] ?? '';
  const scope = { date, region: 'us-east-1', signedHeaders: names, payload: headers['x-amz-content-sha256'] ?? '' };
  const signature = signatureOf(request, scope, change.secret ?? SECRET_KEY);
  const credential = `${change.key ?? ACCESS_KEY}/${date.slice(0, 8)}/us-east-1/s3/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  const { host: _, ...sent } = headers;
  const response = await fetch(`${peer.endpoint}${change.path ?? '/b/k'}`, {
    method: 'PUT',
    body: change.body ?? 'body',
    headers: { ...sent, authorization, ...change.headers },
  });
  return `${response.status} ${/<Code>(\w+)/.exec(await response.text())?.[1] ?? ''}`.trim();
};

const md5 = (text: string): string => createHash('md5').update(text).digest('base64');
for (const [name, signed, change, expected] of [
  ['a request as it was signed', {}, {}, '200'],
  ['another body', {}, { body: 'else' }, '400 XAmzContentSHA256Mismatch'],
  ['a body that was not hashed', { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' }, { body: 'else' }, '200'],
  ['another key', {}, { path: '/b/other' }, '403 SignatureDoesNotMatch'],
  ['one more parameter', {}, { path: '/b/k?versionId=1' }, '403 SignatureDoesNotMatch'],
  ['another secret', {}, { secret: 'else' }, '403 SignatureDoesNotMatch'],
  ['a key that nobody has', {}, { key: 'NOBODY' }, '403 InvalidAccessKeyId'],
  [
    'a header that was changed',
    { 'x-amz-meta-a': '1' },
    { headers: { 'x-amz-meta-a': '2' } },
    '403 SignatureDoesNotMatch',
  ],
  ['a header that was not signed', {}, { headers: { 'x-amz-meta-a': '2' } }, '403 AccessDenied'],
  ['a hash that was not signed', {}, { headers: { 'content-md5': md5('body') } }, '403 AccessDenied'],
  ['another MD5', { 'content-md5': md5('else') }, {}, '400 BadDigest'],
  ['no MD5', { 'content-md5': 'AAAA' }, {}, '400 InvalidDigest'],
  ['another SHA-256', { 'x-amz-checksum-sha256': md5('body') }, {}, '400 BadDigest'],
  ['15 minutes too late', { 'x-amz-date': '20260131T114500Z' }, {}, '200'],
  ['more than that', { 'x-amz-date': '20260131T114459Z' }, {}, '403 RequestTimeTooSkewed'],
  ['16 minutes too early', { 'x-amz-date': '20260131T121600Z' }, {}, '403 RequestTimeTooSkewed'],
  ['no date', { 'x-amz-date': 'yesterday' }, {}, '403 AccessDenied'],
  ['no signature', {}, { headers: { authorization: '' } }, '400 AuthorizationHeaderMalformed'],
  ['another way to sign', {}, { headers: { authorization: 'AWS key:signature' } }, '400 AuthorizationHeaderMalformed'],
  ['chunks', { 'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD' }, {}, '501 NotImplemented'],
] as const) {
  test(`the peer answers ${expected} to ${name}`, async () => {
    assert.is(await send(signed, change), expected);
    assert.is(peer.store.buckets.get('b')?.objects.size, expected === '200' ? 1 : 0);
  });
}

test('the peer refuses whoever does not sign at all', async () => {
  for (const method of ['GET', 'PUT', 'DELETE', 'HEAD', 'POST']) {
    const response = await fetch(`${peer.endpoint}/b/k`, { method });
    assert.is(response.status, 403, method);
  }
  assert.is((await fetch(`${peer.endpoint}/`)).status, 403);
  assert.is((await fetch(`${peer.endpoint}/%ff`)).status, 400);
});

test.after(() => peer.close());

test.run();
