import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { HTTP_SOURCE, type HttpSourceSettings, httpSource, newScraper, nodeSourceHost } from './index.js';

const TIMEOUT_MS = 150;
/** Far more than a timeout, for a busy machine, and far less than for ever. */
const IN_TIME_MS = 10_000;
const MAX_BYTES = 10_000;
const BOMB_BYTES = 50_000_000;

/** Serves one hostile way of talking; tells how many connections came. */
const serve = async (talk: (socket: Socket) => void) => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => talk(socket));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: () => sockets.size,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
};

/** Writes a text again and again, as fast as it is read or so often, until the other side has gone. */
const endlessly = (socket: Socket, text: string, everyMs = 0): void => {
  if (socket.destroyed) return;
  const again = (): void => endlessly(socket, text, everyMs);
  if (everyMs > 0) socket.write(text, () => setTimeout(again, everyMs).unref());
  else if (socket.write(text)) setImmediate(again);
  else socket.once('drain', again);
};

const settingsFor = (baseUrl: string): HttpSourceSettings => ({
  ...HTTP_SOURCE,
  baseUrl,
  allowPrivate: true,
  robots: 'ignore',
  timeoutMs: TIMEOUT_MS,
  attempts: 1,
  maxBytes: MAX_BYTES,
});
const OK = 'HTTP/1.1 200 OK\r\n';
const bomb = gzipSync(Buffer.alloc(BOMB_BYTES, ' '), { level: 9 }).subarray(0, MAX_BYTES);

for (const [name, detail, talk] of [
  ['says nothing', 'aborted', () => undefined],
  ['sends its header byte by byte', 'aborted', (socket) => socket.write('HTTP/1.1 200 O') && endlessly(socket, 'K', 5)],
  ['sends headers without end, slowly', 'aborted', (socket) => socket.write(OK) && endlessly(socket, 'a: b\r\n', 5)],
  [
    'sends headers without end',
    'Header overflow',
    (socket) => socket.write(OK) && endlessly(socket, 'a: b\r\n'.repeat(9999)),
  ],
  [
    'says again and again that it goes on',
    'aborted',
    (socket) => endlessly(socket, 'HTTP/1.1 100 Continue\r\n\r\n', 1),
  ],
  ['sends its body byte by byte', 'cut off', (socket) => socket.write(`${OK}\r\n`) && endlessly(socket, ' ', 5)],
  [
    'sends a body without end',
    'more than 10000 bytes',
    (socket) => socket.write(`${OK}\r\n`) && endlessly(socket, '{"id":'.repeat(999)),
  ],
  [
    'sends chunks without end',
    'more than 10000 bytes',
    (socket) =>
      socket.write(`${OK}transfer-encoding: chunked\r\n\r\n`) && endlessly(socket, `3e8\r\n${' '.repeat(1000)}\r\n`),
  ],
  ['promises more than it sends', 'aborted', (socket) => socket.end(`${OK}content-length: 99999\r\n\r\n{"id":1}`)],
  [
    'names two lengths',
    'Content-Length',
    (socket) => socket.end(`${OK}content-length: 2\r\ncontent-length: 3\r\n\r\n{}`),
  ],
  [
    'switches protocols',
    'closed without an answer',
    (socket) => socket.end('HTTP/1.1 101 Go\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'),
  ],
  ['does not speak HTTP', 'Parse Error', (socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n')],
  ['hangs up', 'ECONNRESET|hang up', (socket) => socket.destroy()],
] as const satisfies readonly (readonly [string, string, (socket: Socket) => unknown])[]) {
  test(`a source that ${name}`, async () => {
    const hostile = await serve(talk);
    const start = performance.now();
    const looked = await httpSource(settingsFor(hostile.url)).look('/listings/1');
    assert.is(looked.kind, 'unanswered', JSON.stringify(looked));
    assert.match(JSON.stringify(looked), new RegExp(detail));
    assert.ok(performance.now() - start < IN_TIME_MS, 'it is left in time');
    hostile.close();
  });
}

test('packed answers are not unpacked, and say nothing', async () => {
  const head = `${OK}content-encoding: gzip\r\ncontent-length: ${bomb.length}\r\n\r\n`;
  const hostile = await serve((socket) => socket.end(Buffer.concat([Buffer.from(head), bomb])));
  const source = httpSource(settingsFor(hostile.url));
  const looked = await source.look('/listings/1');
  assert.is(looked.kind === 'answered' ? looked.answer.body.length : 0, bomb.length);
  const found = await newScraper(source).check({ zipcode: '19103', values: { id: '1' } });
  assert.is(found.kind === 'inconclusive' ? found.cause : found.kind, 'noAnswer');
  hostile.close();
});

for (const location of [
  'http://169.254.169.254/latest/meta-data',
  'http://[::ffff:a9fe:a9fe]/',
  'http://2852039166/',
  'http://source.example.evil.example/',
  'http://evil.example/source.example',
  'http://source.example:22/',
  'http://user@source.example/',
  'http://:word@source.example/',
  '//evil.example/',
  '/\\evil.example/',
  'https://evil.example/',
  'file:///etc/passwd',
  'ftp://source.example/',
  'gopher://source.example:70/',
  'data:application/json,{"id":"1"}',
  'javascript:1',
  'http://[/',
]) {
  test(`a redirect to ${location} is not followed`, async () => {
    const asked: string[] = [];
    const get = async (url: URL) => {
      asked.push(url.href);
      return { status: 302, headers: { location }, body: new Uint8Array() };
    };
    const settings = settingsFor('http://source.example');
    const looked = await httpSource(settings, { ...nodeSourceHost, get }).look('/listings/1');
    assert.is(looked.kind === 'unanswered' ? looked.cause : looked.kind, 'noAnswer');
    assert.equal(asked, ['http://source.example/listings/1']);
  });
}

test.run();
