import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { HTTP_SOURCE, type HttpGet, httpSource, isAllowedByRobots, nodeSourceHost } from './index.js';

const DAY_MS = 24 * 3_600_000;
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A source whose robots.txt is answered by a function, and whose listings are all there. */
const sourceWith = (robots: () => ReturnType<HttpGet> | Awaited<ReturnType<HttpGet>>) => {
  let nowMs = 0;
  let asked = 0;
  const get: HttpGet = async ({ pathname }, { maxBytes }) => {
    if (pathname !== '/robots.txt') return { status: 200, headers: {}, body: bytesOf('{"id":"1"}') };
    asked += 1;
    const answer = await robots();
    if (answer.body.length > maxBytes) throw new Error(`answer of more than ${maxBytes} bytes`);
    return answer;
  };
  const settings = { ...HTTP_SOURCE, baseUrl: 'http://source.example', attempts: 1 };
  const source = httpSource(settings, { ...nodeSourceHost, get, nowMs: () => nowMs, sleep: async () => undefined });
  const look = async (): Promise<string> => {
    const looked = await source.look('/listings/1');
    return looked.kind === 'answered' ? 'answered' : looked.detail;
  };
  return {
    look,
    asked: () => asked,
    pass: (ms: number) => {
      nowMs += ms;
    },
  };
};
const answering = (status: number, text = '', headers = {}) => ({ status, headers, body: bytesOf(text) });
const FORBIDDING = 'User-agent: *\nDisallow: /';

for (const [name, answer, expected] of [
  ['is not there', answering(404, FORBIDDING), 'answered'],
  ['is not for us to see', answering(403, FORBIDDING), 'answered'],
  ['is empty', answering(200), 'answered'],
  ['forbids', answering(200, FORBIDDING), 'forbidden by robots.txt'],
  ['has a mark of its encoding in front', answering(200, `\ufeff${FORBIDDING}`), 'forbidden by robots.txt'],
  ['is no text', { ...answering(200), body: new Uint8Array(1000).fill(0xff) }, 'answered'],
  ['has colons and no words', answering(200, ':::\n:\nDisallow\n: /\n#'), 'answered'],
  ['is a page', answering(200, '<html>Disallow: /</html>'), 'answered'],
  ['is too long', answering(200, '#'.repeat(600_000)), 'answer of more than 512000 bytes'],
  ['is out of order', answering(503), 'robots.txt: status 503'],
  ['is asked for too often', answering(429), 'robots.txt: status 429'],
  [
    'is elsewhere',
    answering(301, '', { location: 'http://evil.example/robots.txt' }),
    'http://evil.example is not an allowed host',
  ],
  ['leads in a circle', answering(302, '', { location: '/robots.txt' }), 'more than 3 redirects'],
] as const) {
  test(`robots.txt ${name}`, async () => assert.is(await sourceWith(() => answer).look(), expected));
}

test('robots.txt that does not come forbids everything, and is asked for again by the next look', async () => {
  const answers = [Promise.reject(new Error('aborted')), answering(200)];
  const source = sourceWith(() => answers.shift() ?? answering(500));
  assert.is(await source.look(), 'aborted');
  assert.is(await source.look(), 'answered');
  assert.is(await source.look(), 'answered');
  assert.is(source.asked(), 2);
});

test('robots.txt is asked for again after a day', async () => {
  const answers = [answering(200), answering(200, FORBIDDING)];
  const source = sourceWith(() => answers.shift() ?? answering(500));
  assert.is(await source.look(), 'answered');
  source.pass(DAY_MS - 1);
  assert.is(await source.look(), 'answered');
  source.pass(1);
  assert.is(await source.look(), 'forbidden by robots.txt');
});

test('many long rules are judged in time', () => {
  const rule = `Disallow: /${'*a'.repeat(250)}b$\n`;
  const text = `User-agent: *\n${rule.repeat(1000)}`;
  const start = performance.now();
  assert.ok(isAllowedByRobots(text, 'us', `/${'a'.repeat(2000)}`));
  assert.ok(performance.now() - start < 2000);
});

test.run();
