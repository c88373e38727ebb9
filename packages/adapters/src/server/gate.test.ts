import { accountHex, type Hash32, type NetUid } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nodeHost } from '../node/index.js';
import { sr25519Verifier } from '../signatures/index.js';
import { type SampleMiner, sampleMiner } from '../testing/sample-miner.js';
import { newGate } from './gate.js';
import { SERVER_LIMITS, type ServerLimits } from './limits.js';
import { signRequest } from './sign-request.js';

const miner = await sampleMiner(1);
const validator = await sampleMiner(2);
const stranger = await sampleMiner(3);
const START_MS = 1_790_000_000_000;
const genesis = '2f'.repeat(32) as Hash32;
const netuid = 46 as NetUid;
const url = new URL('https://api.example/v1/epochs/7/assignment');

/** A gate that has been there for a while, so that every nonce it could have been sent is known. */
const outside = (runningMs = SERVER_LIMITS.expiryMs, given: Partial<ServerLimits> = {}) => {
  let nowMs = START_MS - runningMs;
  let verified = 0;
  const verify = sr25519Verifier();
  const gate = newGate({
    host: nodeHost,
    genesis,
    netuid,
    audience: () => url.host,
    limits: {
      ...SERVER_LIMITS,
      minerRate: { burst: 2, everyMs: 1_000 },
      validatorRate: { burst: 4, everyMs: 1_000 },
      addressRate: { burst: 3, everyMs: 1_000 },
      ...given,
    },
    now: () => nowMs,
    verify: async (...args) => {
      verified += 1;
      return verify(...args);
    },
    roleOf: async (hotkey) =>
      E.right(hotkey === miner.hotkey ? 'miner' : hotkey === validator.hotkey ? 'validator' : undefined),
  });
  nowMs = START_MS;
  let nonces = 0;
  const headersOf = (signer: SampleMiner, given: Partial<Parameters<typeof signRequest>[2]> = {}) => {
    nonces += 1;
    const nonce = nonces.toString(16).padStart(64, '0') as Hash32;
    const body = new Uint8Array(0);
    const request = { method: 'GET', url, body, genesis, netuid, expiresMs: nowMs + 30_000, nonce, ...given };
    return signRequest(nodeHost, signer, request);
  };
  const knock = async (headers: Readonly<Record<string, string>>, address = '192.0.2.1', path = url.pathname) => {
    const found = await gate.caller({ method: 'GET', path, address, headers });
    return E.isRight(found) ? found.right.role : found.left.code;
  };
  const wait = (ms: number): void => {
    nowMs += ms;
  };
  return { gate, headersOf, knock, wait, now: () => nowMs, verified: () => verified };
};

test('a registered hotkey gets in with its role, and a stranger does not', async () => {
  const { headersOf, knock } = outside();
  assert.is(await knock(await headersOf(miner)), 'miner');
  assert.is(await knock(await headersOf(validator)), 'validator');
  assert.is(await knock(await headersOf(stranger)), 'not-registered');
});

test('each way to be wrong has its own name', async () => {
  const { headersOf, knock, now, wait } = outside();
  const rows: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['unsigned', {}],
    ['wrong-network', await headersOf(miner, { netuid: 47 as NetUid })],
    ['wrong-network', await headersOf(miner, { genesis: '00'.repeat(32) as Hash32 })],
    ['expired', await headersOf(miner, { expiresMs: now() })],
    ['expiry-too-far', await headersOf(miner, { expiresMs: now() + 60_001 })],
    ['bad-signature', await headersOf(miner, { method: 'POST' })],
    ['bad-signature', await headersOf(miner, { url: new URL('https://other.example/v1/epochs/7/assignment') })],
    ['bad-signature', await headersOf(miner, { url: new URL(`${url}?more=1`) })],
    ['bad-signature', await headersOf({ hotkey: miner.hotkey, sign: stranger.sign })],
  ];
  for (const [at, [code, headers]] of rows.entries()) assert.is(await knock(headers, `192.0.2.${at}`), code);
  const headers = await headersOf(miner);
  assert.is(await knock(headers), 'miner');
  assert.is(await knock(headers), 'replayed-nonce');
  wait(30_000);
  assert.is(await knock(headers), 'expired');
  const last = await headersOf(miner, { expiresMs: now() + 60_000 });
  assert.is(await knock(last, '192.0.2.99'), 'miner');
});

test('two equal envelopes at one time: one gets in', async () => {
  const { headersOf, knock } = outside();
  const headers = await headersOf(miner);
  const found = await Promise.all([knock(headers, '192.0.2.1'), knock(headers, '192.0.2.2')]);
  assert.equal(found.sort(), ['miner', 'replayed-nonce']);
});

test('nobody uses up the rate of another: not unsigned, not badly signed, not by sending it again', async () => {
  const { headersOf, knock } = outside();
  const first = await headersOf(miner);
  assert.is(await knock(first, '192.0.2.1'), 'miner');
  for (let i = 0; i < 9; i += 1) {
    const address = `198.51.100.${i}`;
    assert.is(await knock(await headersOf({ hotkey: miner.hotkey, sign: stranger.sign }), address), 'bad-signature');
    assert.is(await knock(first, address), 'replayed-nonce');
  }
  assert.is(await knock(await headersOf(miner), '192.0.2.1'), 'miner');
  assert.is(await knock(await headersOf(miner), '192.0.2.1'), 'rate-exceeded');
  assert.is(await knock(await headersOf(validator), '192.0.2.1'), 'validator');
});

test('a rate that was exceeded comes back, and its nonce was not used', async () => {
  const { headersOf, knock, wait } = outside();
  for (let i = 0; i < 2; i += 1) assert.is(await knock(await headersOf(miner)), 'miner');
  const third = await headersOf(miner);
  for (let i = 0; i < 5; i += 1) assert.is(await knock(third), 'rate-exceeded');
  wait(1_000);
  assert.is(await knock(third), 'miner');
});

test('after a restart nothing gets in that may have been let in before, and a new envelope does', async () => {
  const before = outside();
  const after = outside(0);
  const longest = { expiresMs: START_MS + SERVER_LIMITS.expiryMs };
  for (const headers of [await before.headersOf(miner), await before.headersOf(miner, longest)]) {
    assert.is(await before.knock(headers), 'miner');
    assert.is(await after.knock(headers), 'just-started');
  }
  after.wait(1);
  const { expiresMs } = longest;
  assert.is(await after.knock(await after.headersOf(miner, { expiresMs: expiresMs + 1 })), 'miner');
  const headers = await after.headersOf(validator);
  const refused = await after.gate.caller({ method: 'GET', path: url.pathname, address: '192.0.2.1', headers });
  assert.ok(E.isLeft(refused));
  assert.equal(refused.left, {
    code: 'just-started',
    detail: `sign again, to expire after ${expiresMs}`,
    retryAfterSeconds: 30,
  });
  after.wait(30_000);
  assert.is(await after.knock(await after.headersOf(validator)), 'validator');
});

test('what proves nothing keeps nobody at its address from proving who he is', async () => {
  const { gate, headersOf, knock, verified } = outside();
  const cheap = [{}, await headersOf(miner, { netuid: 47 as NetUid }), await headersOf(stranger)];
  assert.equal(await Promise.all(cheap.map((headers) => knock(headers))), [
    'unsigned',
    'wrong-network',
    'not-registered',
  ]);
  assert.is(await knock({}), 'address-rate-exceeded');
  assert.is(gate.anybody('192.0.2.1')?.code, 'address-rate-exceeded');
  assert.is(verified(), 0);
  assert.is(await knock(await headersOf(miner)), 'miner');
});

test('an address whose signatures are wrong is stopped before more are verified', async () => {
  const { gate, headersOf, knock, verified, wait } = outside();
  const bad = await headersOf({ hotkey: miner.hotkey, sign: stranger.sign });
  for (let i = 0; i < 3; i += 1) assert.is(await knock(bad), 'bad-signature');
  assert.is(await knock(bad), 'address-rate-exceeded');
  assert.is(verified(), 3);
  assert.is(await knock(await headersOf(miner), '192.0.2.2'), 'miner');
  wait(1_000);
  assert.is(await knock(await headersOf(miner)), 'miner');
  for (let i = 0; i < 3; i += 1) assert.is(gate.anybody('192.0.2.1'), undefined);
  assert.equal(gate.anybody('192.0.2.1'), { code: 'address-rate-exceeded', retryAfterSeconds: 1 });
});

test('when no more nonces can be remembered nobody gets in, until the old ones have expired', async () => {
  const { headersOf, knock, wait } = outside(SERVER_LIMITS.expiryMs, { nonces: 2 });
  const taken = await headersOf(validator);
  assert.is(await knock(taken), 'validator');
  assert.is(await knock(await headersOf(validator)), 'validator');
  assert.is(await knock(await headersOf(validator)), 'busy');
  assert.is(await knock(taken), 'replayed-nonce');
  wait(2 * SERVER_LIMITS.expiryMs);
  assert.is(await knock(await headersOf(validator)), 'validator');
});

test('a stranger costs no verification', async () => {
  const { headersOf, knock, verified } = outside();
  assert.is(accountHex(stranger.hotkey).length, 64);
  assert.is(await knock(await headersOf(stranger)), 'not-registered');
  assert.is(verified(), 0);
});

test.run();
