import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeFact, encodeEvent } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { by, epoch, netuid, sha256Of } from '../testing/sample-observer.js';
import { type Shares, startScraperPeer } from '../testing/scraper-peer/index.js';
import {
  checkFact,
  HTTP_SOURCE,
  type HttpSourceHost,
  type HttpSourceSettings,
  httpSource,
  newScraper,
  nodeHttpGet,
  nodeSourceHost,
  recordedSource,
  recordingSource,
  trendingQueries,
} from './index.js';

const listings = Array.from({ length: 20 }, (_, i) => ({ zpid: String(i + 1), price: 1000 + i, zipcode: '19103' }));
const rowOf = (id: number, price = 999 + id) => ({
  zipcode: '19103',
  values: { id: String(id), price: String(price), zipcode: '19103' },
});
const peer = await startScraperPeer({ listings, trending: ['homes', 'rents'], slowMs: 400 });
const pauses: number[] = [];
const host: HttpSourceHost = { ...nodeSourceHost, sleep: async (ms) => void pauses.push(ms), random: () => 0.5 };
const settings: HttpSourceSettings = {
  ...HTTP_SOURCE,
  baseUrl: peer.endpoint,
  allowPrivate: true,
  pace: { perSecond: 1000, burst: 100, concurrency: 8 },
  timeoutMs: 200,
};
const checkWith = async (shares: Shares, given: Partial<HttpSourceSettings> = {}, id = 1) => {
  peer.behave(shares);
  const found = await newScraper(httpSource({ ...settings, ...given }, host)).check(rowOf(id));
  peer.behave({});
  return found.kind === 'inconclusive' ? found.cause : found.kind === 'failed' ? found.verdict : found.kind;
};

for (const [name, shares, expected] of [
  ['tells the truth', {}, 'passed'],
  ['lies', { lie: 100 }, 'mismatch'],
  ['is slow', { slow: 100 }, 'noAnswer'],
  ['sends a byte now and then', { drip: 100 }, 'noAnswer'],
  ['cuts its answers off', { cut: 100 }, 'noAnswer'],
  ['is down', { status503: 100 }, 'serverError'],
  ['wants less', { status429: 100 }, 'rateLimited'],
  ['asks for a human', { captcha: 100 }, 'challenged'],
  ['leads to where nobody should go', { redirect: 100 }, 'noAnswer'],
] as const) {
  test(`a source that ${name}`, async () => assert.is(await checkWith(shares, { attempts: 2 }), expected));
}

test('what the source has not is absent', async () => assert.is(await checkWith({}, {}, 99), 'absent'));

test('an outage of a part of the requests costs tries and no verdict', async () => {
  peer.behave({ status503: 30, cut: 10 });
  const scraper = newScraper(httpSource({ ...settings, attempts: 12 }, host));
  const found = await Promise.all(listings.map((_, i) => scraper.check(rowOf(i + 1))));
  peer.behave({});
  assert.ok(found.every(({ kind }) => kind === 'passed'));
});

test('pauses grow, are cut by chance, and follow Retry-After', async () => {
  pauses.length = 0;
  await checkWith({ status503: 100 }, { attempts: 4, firstPauseMs: 100 });
  assert.equal(pauses, [50, 100, 200]);
});

for (const [retryAfter, asked, expected] of [
  ['2', 3, [2000, 2000]],
  ['99999', 1, []],
  ['Fri, 31 Dec 9999 23:59:59 GMT', 1, []],
] as const) {
  test(`a source that asks to come back after "${retryAfter}" is asked ${asked} times`, async () => {
    let requests = 0;
    const get: HttpSourceHost['get'] = async () => {
      requests += 1;
      return { status: 429, headers: { 'retry-after': retryAfter }, body: new Uint8Array() };
    };
    pauses.length = 0;
    const source = httpSource({ ...settings, attempts: 3, robots: 'ignore' }, { ...host, get });
    const found = await newScraper(source).check(rowOf(1));
    assert.is(found.kind === 'inconclusive' ? found.cause : found.kind, 'rateLimited');
    assert.is(requests, asked);
    assert.equal(pauses, expected);
  });
}

test('a look ends at its deadline, whatever its pauses are', async () => {
  peer.behave({ status503: 100 });
  const given = { attempts: 50, firstPauseMs: 60_000, deadlineMs: 300 };
  const start = performance.now();
  const found = await newScraper(httpSource({ ...settings, ...given }, nodeSourceHost)).check(rowOf(1));
  peer.behave({});
  assert.is(found.kind === 'inconclusive' ? found.cause : found.kind, 'serverError');
  assert.ok(performance.now() - start < 10_000);
});

test('the evidence of a check is the hash of the bytes that came', async () => {
  const check = async (id: number, given: Partial<HttpSourceSettings> = {}) =>
    newScraper(httpSource({ ...settings, attempts: 1, ...given }, host)).check(rowOf(id));
  assert.is((await check(1)).evidenceSha256, sha256Of(JSON.stringify(listings[0])));
  assert.is((await check(99)).evidenceSha256, sha256Of('{"error":"not found"}'));
  assert.is((await check(1, { maxBytes: 1 })).evidenceSha256, sha256Of(''));
});

test('private addresses are refused by number and by name, and so are other hosts', async () => {
  const options = { headers: {}, signal: AbortSignal.timeout(2000), maxBytes: 1000, allowPrivate: false };
  const before = peer.requests();
  const { port } = new URL(peer.endpoint);
  for (const name of ['127.0.0.1', 'localhost', '[::1]', '0x7f.1', '2130706433']) {
    let message = '';
    await nodeHttpGet(new URL(`http://${name}:${port}/`), options).catch((error: Error) => {
      message = error.message;
    });
    assert.match(message, 'is not public', name);
  }
  assert.is(peer.requests(), before);
  const other = await startScraperPeer({ listings: [], robots: '' });
  const get: HttpSourceHost['get'] = async () => ({
    status: 302,
    headers: { location: `${other.endpoint}/x` },
    body: new Uint8Array(),
  });
  const source = httpSource({ ...settings, attempts: 1, robots: 'ignore' }, { ...host, get });
  const looked = await source.look('/listings/1');
  assert.match(looked.kind === 'unanswered' ? looked.detail : '', 'is not an allowed host');
  assert.is((await source.look('//evil.example/')).kind, 'unanswered');
  assert.is(other.requests(), 0);
  await other.close();
});

test('answers are bounded, redirects too', async () => {
  const small = await httpSource({ ...settings, attempts: 1, maxBytes: 10 }, host).look('/listings/1');
  assert.match(small.kind === 'unanswered' ? small.detail : '', 'more than 10 bytes');
  const get: HttpSourceHost['get'] = async () => ({
    status: 302,
    headers: { location: '/again' },
    body: new Uint8Array(),
  });
  const looked = await httpSource({ ...settings, attempts: 1, robots: 'ignore' }, { ...host, get }).look('/x');
  assert.match(looked.kind === 'unanswered' ? looked.detail : '', 'more than 3 redirects');
});

test('robots.txt is asked once and obeyed', async () => {
  const strict = await startScraperPeer({
    listings,
    robots: 'User-agent: *\nDisallow: /listings/\nAllow: /listings/1',
  });
  const scraper = newScraper(httpSource({ ...settings, baseUrl: strict.endpoint }, host));
  assert.is((await scraper.check(rowOf(1))).kind, 'passed');
  assert.is((await scraper.check(rowOf(2))).kind, 'inconclusive');
  assert.is((await scraper.check(rowOf(1))).kind, 'passed');
  assert.is(strict.requests(), 3);
  await strict.close();
});

test('the pace holds: a burst, then one by one, and never more than some at once', async () => {
  let nowMs = 0;
  let running = 0;
  let most = 0;
  const slept: number[] = [];
  const get: HttpSourceHost['get'] = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((done) => setImmediate(done));
    running -= 1;
    return { status: 404, headers: {}, body: new Uint8Array() };
  };
  const sleep = async (ms: number) => {
    slept.push(ms);
    nowMs += ms;
  };
  const pace = { perSecond: 2, burst: 3, concurrency: 2 };
  const source = httpSource({ ...settings, robots: 'ignore', pace }, { ...host, get, nowMs: () => nowMs, sleep });
  await Promise.all(Array.from({ length: 7 }, (_, i) => source.look(`/listings/${i}`)));
  assert.is(most, 2);
  assert.is(slept.length, 4);
  assert.is(nowMs, 2000);
});

test('recorded answers give the same check again, and an altered one gives none', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'answers-'));
  const live = newScraper(recordingSource(httpSource(settings, host), folder));
  const expected = [await live.check(rowOf(1)), await live.check(rowOf(2, 5)), await live.check(rowOf(99))];
  const scraper = newScraper(await recordedSource(folder));
  assert.equal(
    [await scraper.check(rowOf(1)), await scraper.check(rowOf(2, 5)), await scraper.check(rowOf(99))],
    expected,
  );
  assert.is((await scraper.check(rowOf(3))).kind, 'inconclusive');
  writeFileSync(join(folder, expected[0]?.evidenceSha256 ?? ''), '{"zpid":1}');
  assert.is((await scraper.check(rowOf(1))).kind, 'inconclusive');
  rmSync(folder, { recursive: true });
});

test('a broken index of recorded answers is named by its line', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'answers-'));
  const good = JSON.stringify({ path: '/x', sha256: sha256Of(''), status: 200 });
  for (const bad of ['{', 'null', '[]', '{"path":"/x","sha256":"../x","status":200}']) {
    writeFileSync(join(folder, 'answers.ndjson'), `${good}\n${bad}\n`);
    const error = await recordedSource(folder).catch((thrown: Error) => thrown);
    assert.match(String(error), 'TypeError: answers.ndjson:2: expected path', bad);
  }
  rmSync(folder, { recursive: true });
});

test('every check becomes a fact that a log takes', async () => {
  const subject = { contentSha256: sha256Of('file'), row: 3, zipcode: '19103' };
  const scraper = newScraper(httpSource({ ...settings, attempts: 1 }, host));
  const types: string[] = [];
  for (const [id, price] of [
    [1, 1000],
    [1, 5],
    [99, 5],
  ] as const) {
    const fact = checkFact(
      { netuid, epoch, block: 9 as never, by, hotkey: by, subject },
      await scraper.check(rowOf(id, price)),
    );
    assert.ok(E.isRight(decodeFact(encodeEvent(fact))));
    types.push(fact.type);
  }
  peer.behave({ status503: 100 });
  const fact = checkFact({ netuid, epoch, block: 9 as never, by, hotkey: by, subject }, await scraper.check(rowOf(1)));
  peer.behave({});
  assert.ok(E.isRight(decodeFact(encodeEvent(fact))));
  assert.equal(
    [...types, fact.type],
    ['SpotCheckPassed', 'SpotCheckFailed', 'SpotCheckFailed', 'SpotCheckInconclusive'],
  );
});

test('trending texts, and the recorded ones during an outage', async () => {
  const source = httpSource({ ...settings, attempts: 1 }, host);
  assert.equal(await trendingQueries(source, '/trending', ['old']), { source: 'trending', texts: ['homes', 'rents'] });
  peer.behave({ status503: 100 });
  assert.equal(await trendingQueries(source, '/trending', ['old']), { source: 'fallback', texts: ['old'] });
  peer.behave({});
});

test.after(() => peer.close());
test.run();
