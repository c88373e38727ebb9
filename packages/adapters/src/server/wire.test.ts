import { connect, type Socket } from 'node:net';
import type { Hash32 } from '@subnet-scoring/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nodeHost } from '../node/index.js';
import { genesis, miner, netuid, openEpoch, sampleServer } from '../testing/sample-server.js';
import { signRequest } from './sign-request.js';

/** What comes over the wire from somebody who keeps no rule. */

const ARRIVAL_MS = 300;
const PLENTY = { addressRate: { burst: 10_000, everyMs: 1 }, minerRate: { burst: 1_000, everyMs: 1 } };
const server = await sampleServer({ limits: { ...PLENTY, arrivalMs: ARRIVAL_MS } });
const UPLOADS = `/v1/epochs/${openEpoch}/uploads`;

const open = (url: string): Socket => connect(Number(new URL(url).port), new URL(url).hostname);

const hangUp = (socket: Socket): Promise<string> =>
  new Promise((resolve) => {
    let got = '';
    socket.setEncoding('utf8').on('data', (piece: string) => {
      got += piece;
    });
    socket.on('error', () => undefined).on('close', () => resolve(got));
  });

/** Sends bytes and takes what comes until the server hangs up. */
const raw = (text: string, url = server.url): Promise<string> => {
  const socket = open(url);
  socket.write(text);
  return hangUp(socket);
};

const answersIn = (got: string): readonly string[] =>
  [...got.matchAll(/^HTTP\/1\.1 (\d{3}) /gm)].map(([, status = '']) => status);

const problemIn = (got: string): string | undefined => /urn:subnet-scoring:problem:([a-z-]+)/.exec(got)?.[1];

test('what never becomes a request is answered all the same: slow headers, great headers, nonsense, silence', async () => {
  assert.match(await raw('GET /health HTTP/1.1\r\nhost: x\r\n'), /^HTTP\/1\.1 408 .*problem:too-slow/s);
  assert.match(
    await raw(`GET /health HTTP/1.1\r\nhost: x\r\nx: ${'x'.repeat(9_000)}\r\n\r\n`),
    /^HTTP\/1\.1 431 .*problem:headers-too-large/s,
  );
  assert.match(
    await raw(`GET /${'x'.repeat(9_000)} HTTP/1.1\r\nhost: x\r\n\r\n`),
    /^HTTP\/1\.1 431 .*problem:headers-too-large/s,
  );
  assert.match(await raw('nonsense\r\n\r\n'), /^HTTP\/1\.1 400 .*problem:malformed-request/s);
  assert.match(await raw(''), /^HTTP\/1\.1 408 .*problem:too-slow/s);
});

const signed = async (body: Uint8Array, nonce: string, path = UPLOADS): Promise<string> => {
  const url = new URL(`${server.url}${path}`);
  const request = {
    method: 'POST',
    url,
    body,
    genesis,
    netuid,
    nonce: nonce as Hash32,
    expiresMs: Date.now() + 30_000,
  };
  const headers = await signRequest(nodeHost, miner, request);
  const rows = Object.entries({ host: url.host, ...headers, 'content-type': 'application/json' });
  return rows.map(([name, value]) => `${name}: ${value}\r\n`).join('');
};

test('a body that comes too slowly is refused, and so is one in many small pieces', async () => {
  const body = Buffer.from('{"key":"x"}');
  const head = await signed(body, 'e1'.repeat(32));
  const got = await raw(`POST ${UPLOADS} HTTP/1.1\r\n${head}content-length: ${body.length}\r\n\r\n{"key"`);
  assert.match(got, /^HTTP\/1\.1 408 .*problem:too-slow/s);
  const dripping = open(server.url);
  const ended = hangUp(dripping);
  dripping.write(
    `POST ${UPLOADS} HTTP/1.1\r\n${await signed(body, 'e2'.repeat(32))}transfer-encoding: chunked\r\n\r\n`,
  );
  const drip = setInterval(() => dripping.write('1\r\n \r\n'), 20);
  assert.match(await ended, /^HTTP\/1\.1 408 .*problem:too-slow/s);
  clearInterval(drip);
});

test('a body without an announced length is cut where it becomes too large', async () => {
  const head = await signed(Buffer.alloc(0), 'e3'.repeat(32));
  const chunk = `1000\r\n${'x'.repeat(4_096)}\r\n`;
  const got = await raw(`POST ${UPLOADS} HTTP/1.1\r\n${head}transfer-encoding: chunked\r\n\r\n${chunk}${chunk}`);
  assert.match(got, /^HTTP\/1\.1 413 .*problem:body-too-large/s);
});

test('a body that is refused before it is read is not awaited for ever', async () => {
  const got = await raw(`POST ${UPLOADS} HTTP/1.1\r\nhost: x\r\ncontent-length: 99999999999\r\n\r\n{`);
  assert.match(got, /^HTTP\/1\.1 401 .*problem:unsigned/s);
});

const HOST = 'host: x\r\n';
const INNER = `GET /metrics HTTP/1.1\r\n${HOST}\r\n`;
const CLOSE = 'connection: close\r\n';
const SMUGGLED: readonly (readonly [string, string])[] = [
  ['two lengths', `content-length: 5\r\ncontent-length: ${INNER.length}\r\n\r\n${INNER}`],
  ['two lengths in one', `content-length: 5, 5\r\n\r\n${INNER}`],
  ['a length and chunks', `content-length: ${INNER.length}\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n${INNER}`],
  ['chunks and a length', `transfer-encoding: chunked\r\ncontent-length: 3\r\n\r\n0\r\n\r\n${INNER}`],
  ['chunks that are not last', `transfer-encoding: chunked, identity\r\n\r\n0\r\n\r\n${INNER}`],
  ['chunks by another name', `transfer-encoding: xchunked\r\n\r\n0\r\n\r\n${INNER}`],
  ['a space before the colon', `transfer-encoding : chunked\r\n\r\n0\r\n\r\n${INNER}`],
  ['a folded line', `transfer-encoding:\r\n chunked\r\n\r\n0\r\n\r\n${INNER}`],
  ['a bare carriage return', `x: a\rtransfer-encoding: chunked\r\n\r\n${INNER}`],
  ['a sign in the length', `content-length: +5\r\n\r\n${INNER}`],
  ['a negative length', `content-length: -1\r\n\r\n${INNER}`],
  ['no number in a chunk', `transfer-encoding: chunked\r\n\r\n0x5\r\nhello\r\n0\r\n\r\n${INNER}`],
];
for (const [name, rest] of SMUGGLED) {
  test(`no request hides in another: ${name}`, async () => {
    const got = await raw(`POST ${UPLOADS} HTTP/1.1\r\n${HOST}${CLOSE}${rest}`);
    assert.is(answersIn(got).length, 1, got);
    assert.ok(['malformed-request', 'unsigned'].includes(problemIn(got) ?? ''), got);
    assert.not.match(got, /subnet_server_/);
  });
}

const METHODS: readonly (readonly [string, string, RegExp])[] = [
  ['HEAD', '/health', /^HTTP\/1\.1 405 .*\r\nallow: GET\r\n.*\r\n\r\n$/s],
  ['OPTIONS', UPLOADS, /^HTTP\/1\.1 405 .*\r\nallow: POST\r\n.*problem:method-not-allowed/s],
  ['DELETE', '/v1/epochs/1/result', /^HTTP\/1\.1 405 .*problem:method-not-allowed/s],
  ['TRACE', '/metrics', /^HTTP\/1\.1 405 .*problem:method-not-allowed/s],
  ['GET', UPLOADS, /^HTTP\/1\.1 405 .*\r\nallow: POST\r\n/s],
  ['PROPFIND', '/health', /^HTTP\/1\.1 40[45] .*problem:(method-not-allowed|not-found)/s],
  ['OPTIONS', '*', /^HTTP\/1\.1 400 .*problem:invalid-request/s],
  ['FETCH', '/health', /^HTTP\/1\.1 400 .*problem:malformed-request/s],
  ['get', '/health', /^HTTP\/1\.1 400 .*problem:malformed-request/s],
  ['CONNECT', 'example.org:443', /^$/],
];
for (const [method, path, expected] of METHODS) {
  test(`${method} ${path} gets nothing`, async () =>
    assert.match(await raw(`${method} ${path} HTTP/1.1\r\n${HOST}${CLOSE}\r\n`), expected));
}

const PATHS: readonly (readonly [string, string])[] = [
  ['/v1/epochs/%zz/result', 'malformed-request'],
  ['/v1/epochs/%31/result', 'invalid-request'],
  ['/v1/epochs/1%2Fresult', 'invalid-request'],
  ['/v1/epochs/1/result%00', 'invalid-request'],
  ['/%c0%ae%c0%ae/health', 'malformed-request'],
  ['/health?', 'invalid-request'],
  ['/health#x', 'invalid-request'],
  ['/health;x', 'invalid-request'],
  ['/\\health', 'invalid-request'],
  ['http://evil.example/health', 'invalid-request'],
  ['//health', 'not-found'],
  ['/health/', 'not-found'],
  ['/HEALTH', 'not-found'],
  ['/./health', 'not-found'],
  ['/v1/../health', 'not-found'],
  ['/v1/epochs//result', 'invalid-request'],
  ['/v1/epochs/../result', 'invalid-request'],
  [`/v1/epochs/${'1'.repeat(500)}/result`, 'malformed-request'],
  ['/__proto__', 'invalid-request'],
  ['/constructor', 'not-found'],
];
for (const [path, expected] of PATHS) {
  test(`the path ${path.slice(0, 40)} has no second spelling: ${expected}`, async () =>
    assert.is(problemIn(await raw(`GET ${path} HTTP/1.1\r\n${HOST}${CLOSE}\r\n`)), expected));
}

const REST = `"key":"x","bytes":1,"md5":"${'ab'.repeat(16)}","sha256":"${'ab'.repeat(32)}"}`;
const BODIES: readonly (readonly [string, string, string])[] = [
  ['nested 2,000 deep', `${'['.repeat(2_000)}${']'.repeat(2_000)}`, 'invalid-request'],
  ['with a prototype', `{"__proto__":{"key":"x"},${REST}`, 'invalid-request'],
  ['with a constructor', `{"constructor":{"prototype":{"key":"x"}},${REST}`, 'invalid-request'],
  ['that is null', 'null', 'invalid-request'],
  ['that is a number beyond all', '1e999', 'invalid-request'],
  ['that is empty', '', 'malformed-request'],
  ['that is as it should be', `{${REST}`, 'no-bucket'],
];
for (const [at, [name, body, expected]] of BODIES.entries()) {
  test(`a body ${name} is ${expected}`, async () => {
    const bytes = Buffer.from(body);
    const head = await signed(bytes, at.toString(16).padStart(64, 'b'));
    const sized = `content-length: ${bytes.length}\r\n`;
    const got = await raw(`POST ${UPLOADS} HTTP/1.1\r\n${head}${sized}${CLOSE}\r\n${body}`);
    assert.is(problemIn(got), expected, got);
    assert.is(({} as { key?: string }).key, undefined);
  });
}

test('a header of the envelope that comes twice is malformed', async () => {
  const head = await signed(Buffer.alloc(0), 'd1'.repeat(32));
  const again = `subnet-netuid: ${netuid}\r\n`;
  const got = await raw(`POST ${UPLOADS} HTTP/1.1\r\n${head}${again}${CLOSE}content-length: 0\r\n\r\n`);
  assert.is(problemIn(got), 'malformed-envelope');
});

test('an address has so many connections and no more, and gets new ones when old ones end', async () => {
  const small = await sampleServer({ limits: { ...PLENTY, connectionsPerAddress: 3 } });
  const held = [1, 2, 3].map(() => open(small.url).on('error', () => undefined));
  await Promise.all(held.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
  assert.is(await raw(INNER, small.url), '');
  const [first] = held;
  first?.destroy();
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.match(await raw(`GET /health HTTP/1.1\r\n${HOST}${CLOSE}\r\n`, small.url), /^HTTP\/1\.1 200 /);
  for (const socket of held) socket.destroy();
  await small.stop();
});

test('who asks for much and takes nothing is cut off', async () => {
  const small = await sampleServer({ limits: { ...PLENTY, silenceMs: 300 } });
  const greedy = open(small.url).pause();
  const asked = 1_000;
  greedy.write(`GET /openapi.json HTTP/1.1\r\n${HOST}\r\n`.repeat(asked));
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const taken = answersIn(await hangUp(greedy.resume())).length;
  assert.ok(taken < asked, `${taken} of ${asked}`);
  await small.stop();
});

test.after(async () => {
  assert.equal(server.mistakes, []);
  await server.stop();
});

test.run();
