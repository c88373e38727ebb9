import type { LookupFunction } from 'node:net';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { startScraperPeer } from '../testing/scraper-peer/index.js';
import { publicLookup } from './http-get.js';
import { isPrivateAddress, nodeHttpGet } from './index.js';

for (const address of [
  '127.0.0.1',
  '127.255.255.254',
  '10.1.2.3',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.0.1',
  '192.168.1.1',
  '100.64.0.1',
  '192.0.0.192',
  '198.18.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  '::127.0.0.1',
  '::ffff:10.0.0.1',
  '::ffff:a9fe:a9fe',
  'fe80::1%eth0',
  'fec0::1',
  'fd00:ec2::254',
  'ff02::1',
  '[::1]',
  '2001:0:7f00:1::',
  '2001:db8::1',
  '2002:7f00:1::',
  '64:ff9b::a00:1',
  '64:ff9b::169.254.169.254',
  '64:ff9b:1::a00:1',
  'x',
  '',
]) {
  test(`not public: ${address}`, () => assert.ok(isPrivateAddress(address)));
}

for (const address of ['8.8.8.8', '172.15.0.1', '172.32.0.1', '100.128.0.1', '169.253.0.1', '2606:4700::1111']) {
  test(`public: ${address}`, () => assert.not(isPrivateAddress(address)));
}

test('no spelling of a private address is asked', async () => {
  const peer = await startScraperPeer({ listings: [] });
  const { port } = new URL(peer.endpoint);
  for (const name of [
    '127.0.0.1',
    '127.0.0.1.',
    '127.1',
    '0177.0.0.1',
    '0x7f.1',
    '0x7f000001',
    '2130706433',
    '017700000001',
    '%31%32%37.0.0.1',
    '１２７.0.0.1',
    '0',
    'localhost',
    'LOCALHOST',
    'localhost.',
    '[::1]',
    '[0:0:0:0:0:0:0:1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[64:ff9b::7f00:1]',
  ]) {
    const url = new URL(`http://${name}:${port}/`);
    const options = { headers: {}, signal: AbortSignal.timeout(2000), maxBytes: 1000, allowPrivate: false };
    const error = await nodeHttpGet(url, options).catch(({ message }: Error) => message);
    // A resolver that does not know such a name is as good.
    assert.match(String(error), /is not public|ENOTFOUND|EAI_AGAIN/, name);
  }
  assert.is(peer.requests(), 0);
  await peer.close();
});

/** A resolver that answers each question with the next list of addresses. */
const resolving = (...answers: readonly (readonly string[])[]) => {
  let asked = 0;
  const lookup = publicLookup((_hostname, _options, done) => {
    const addresses = answers[Math.min(asked, answers.length - 1)] ?? [];
    asked += 1;
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  });
  return { lookup, asked: () => asked };
};

const found = (lookup: LookupFunction, all: boolean): Promise<unknown> =>
  new Promise((resolve) => {
    lookup('source.example', { all }, (error, address) => resolve(error === null ? address : error.message));
  });

test('a name is resolved once for a connection, which is made to what was judged', async () => {
  const rebound = resolving(['8.8.8.8'], ['127.0.0.1']);
  assert.equal(await found(rebound.lookup, true), [{ address: '8.8.8.8', family: 4 }]);
  assert.is(rebound.asked(), 1);
  assert.is(await found(rebound.lookup, true), 'source.example is not public');
  assert.is(await found(resolving(['2606:4700::1111']).lookup, false), '2606:4700::1111');
});

test('a name with one private address among others, or with none, is not public', async () => {
  for (const answers of [['8.8.8.8', '10.0.0.1'], ['2606:4700::1111', '::1'], []]) {
    assert.is(await found(resolving(answers).lookup, true), 'source.example is not public', answers.join());
    assert.is(await found(resolving(answers).lookup, false), 'source.example is not public', answers.join());
  }
});

test.run();
