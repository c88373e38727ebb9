import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { sendRequest } from './request.js';

const MIB = 1_048_576;
let answer: (to: ServerResponse) => void = (to) => to.end();
const server = createServer((_, to) => answer(to));
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);

const ask = (as: typeof answer, deadlineMs?: number) => {
  answer = as;
  return sendRequest(url, { method: 'POST', body: 'x' }, deadlineMs);
};

test('an answer comes with its status and text', async () => {
  const found = await ask((to) => to.writeHead(404).end('{"title":"é"}'));
  assert.equal(found, E.right({ status: 404, ok: false, waitSeconds: 1, text: '{"title":"é"}' }));
});

test('how long to wait is what the server says, within bounds', async () => {
  for (const [said, expected] of [
    ['7', 7],
    ['0', 0],
    ['86400', 60],
    ['-1', 1],
    ['Sat, 21 Nov 2026 07:28:00 GMT', 1],
  ] as const) {
    const found = await ask((to) => to.writeHead(429, { 'retry-after': said }).end());
    assert.is(E.isRight(found) && found.right.waitSeconds, expected);
  }
});

test('of an answer without end, and of a packed one of 256 MiB, 64 KiB are read', async () => {
  const packed = gzipSync(Buffer.alloc(256 * MIB, 'a'));
  const before = process.memoryUsage().rss;
  for (const as of [
    (to: ServerResponse) => to.writeHead(200, { 'content-encoding': 'gzip' }).end(packed),
    (to: ServerResponse) => {
      const more = (): void => {
        while (!to.destroyed && to.write(Buffer.alloc(MIB, 'a'))) {}
      };
      to.on('drain', more);
      more();
    },
  ]) {
    const found = await ask(as);
    assert.is(E.isRight(found) && found.right.text.length, 65_536);
  }
  assert.ok(process.memoryUsage().rss - before < 150 * MIB);
});

for (const [name, as, kind] of [
  ['stops in the middle', (to) => to.write('{'), 'timeout'],
  ['does not begin', () => undefined, 'timeout'],
  ['breaks off', (to) => to.writeHead(200, { 'content-length': 9 }).write('{', () => to.destroy()), 'network'],
  ['goes elsewhere', (to) => to.writeHead(307, { location: 'http://127.0.0.1:1/' }).end(), 'network'],
  ['is packed wrong', (to) => to.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip'), 'network'],
] satisfies readonly (readonly [string, typeof answer, string])[]) {
  test(`an answer that ${name} is a failure and no error`, async () => {
    const found = await ask(as, 300);
    assert.is(E.isLeft(found) && found.left.kind, kind);
  });
}

test.after(() => {
  server.closeAllConnections();
  server.close();
});

test.run();
