import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Bucket, EventLog } from '../ports.js';
import { folderOf, formatKey } from '../submissions/index.js';
import { memoryBucket } from '../testing/memory-bucket.js';
import {
  miner,
  openEpoch,
  type SampleServer,
  sampleLog,
  sampleServer,
  stranger,
  validator,
} from '../testing/sample-server.js';

const granted: unknown[] = [];
const bucket: Bucket = {
  ...memoryBucket([]),
  presignCreate: async (...args) => {
    granted.push(args);
    return { url: 'http://bucket.example/x', headers: { 'if-none-match': '*' } };
  },
};
const limits = { addressRate: { burst: 200, everyMs: 10 } };
const server = await sampleServer({ bucket, limits });

const codeOf = async (answer: Response): Promise<string> => {
  assert.is(answer.headers.get('content-type'), 'application/problem+json');
  const body = (await answer.json()) as { type: string; status: number; title: string };
  assert.is(body.status, answer.status);
  assert.ok(body.title.length > 10);
  return `${answer.status} ${body.type.replace('urn:subnet-scoring:problem:', '')}`;
};

const SHA256 = 'ab'.repeat(32);
const MD5 = 'cd'.repeat(16);
const key = formatKey({ kind: 'file', hotkey: miner.hotkey, epoch: openEpoch, zipcode: '19103', file: 'rows.json' });
const wanted = (given: object = {}): string => JSON.stringify({ key, bytes: 7, sha256: SHA256, md5: MD5, ...given });
const UPLOADS = `/v1/epochs/${openEpoch}/uploads`;
const upload = (body: string, more: Parameters<SampleServer['call']>[1] = {}) =>
  server.call(UPLOADS, { by: miner, method: 'POST', body, ...more });

test('everybody sees health, metrics, the description and sealed results', async () => {
  const health = await server.call('/health');
  assert.equal(await health.json(), {
    status: 'ok',
    netuid: 46,
    sealedEpochs: 2,
    openEpochs: 1,
    snapshotBlock: 1400,
  });
  const result = (await (await server.call('/v1/epochs/1/result')).json()) as { miners: { share: string }[] };
  assert.equal(result.miners.map(({ share }) => share).sort(), ['0', '0', '0.01', '0.16038', '0.3564']);
  assert.is((await server.call('/openapi.json')).status, 200);
  const metrics = await (await server.call('/metrics')).text();
  assert.match(metrics, /^subnet_server_requests_total\{operation="getResult",status="200"\} 1$/m);
  assert.match(metrics, /^subnet_server_request_duration_seconds_bucket\{operation="getHealth",le="\+Inf"\} 1$/m);
  assert.match(metrics, /^subnet_server_snapshot_block 1400$/m);
  assert.match(metrics, /^subnet_server_log_readable 1$/m);
});

test('who is registered sees assignments, expected counts and explanations', async () => {
  const assignment = await (await server.call('/v1/epochs/latest/assignment', { by: miner })).json();
  assert.equal(assignment, {
    netuid: 46,
    epoch: 2,
    startBlock: 1400,
    endBlock: 1500,
    seedBlock: 1510,
    evidenceBlock: 1600,
    nonce: 'a1'.repeat(32),
    listings: 100,
    zipcodes: [
      { expected: 40, zipcode: '08540' },
      { expected: 60, zipcode: '19103' },
    ],
  });
  const one = await server.call('/v1/epochs/0/zipcodes/19103', { by: validator });
  assert.equal(await one.json(), { expected: 60, zipcode: '19103' });
  const explained = await server.call('/v1/epochs/1/miners/5Gbg/explanation', { by: validator });
  const { hotkey, parts, facts } = (await explained.json()) as { hotkey: string; parts: unknown[]; facts: unknown[] };
  assert.is(hotkey, '5GbgbqnVf7waEv5KomENSxWBnHdZ3dm65yjMRKo7GCczs9Bx');
  assert.ok(parts.length === 2 && facts.length > 3);
});

const REFUSED: readonly (readonly [string, string, Parameters<SampleServer['call']>[1]])[] = [
  ['401 unsigned', '/v1/epochs/2/assignment', {}],
  ['403 not-registered', '/v1/epochs/2/assignment', { by: stranger }],
  ['401 bad-signature', '/v1/epochs/2/assignment', { by: { hotkey: miner.hotkey, sign: stranger.sign } }],
  ['401 expired', '/v1/epochs/2/assignment', { by: miner, headers: { 'subnet-expires': '1' } }],
  ['401 expiry-too-far', '/v1/epochs/2/assignment', { by: miner, headers: { 'subnet-expires': '99999999999999' } }],
  ['403 wrong-network', '/v1/epochs/2/assignment', { by: miner, headers: { 'subnet-netuid': '47' } }],
  ['400 malformed-envelope', '/v1/epochs/2/assignment', { by: miner, headers: { 'subnet-nonce': 'x' } }],
  ['401 bad-signature', '/v1/epochs/2/assignment', { by: miner, headers: { 'subnet-nonce': '00'.repeat(32) } }],
  ['404 unknown-epoch', '/v1/epochs/9/assignment', { by: miner }],
  ['404 unknown-epoch', '/v1/epochs/4294967296/assignment', { by: miner }],
  ['400 invalid-request', '/v1/epochs/02/assignment', { by: miner }],
  ['400 invalid-request', '/v1/epochs/2/assignment?verbose=1', { by: miner }],
  ['404 not-assigned', '/v1/epochs/2/zipcodes/15201', { by: miner }],
  ['409 not-sealed', '/v1/epochs/2/result', {}],
  ['404 unknown-epoch', '/v1/epochs/7/result', {}],
  ['404 unknown-miner', '/v1/epochs/1/miners/5Xyz/explanation', { by: miner }],
  ['401 unsigned', '/v1/epochs/1/miners/5Gbg/explanation', {}],
  ['404 not-found', '/v1/epochs', {}],
  ['405 method-not-allowed', '/health', { method: 'POST', body: '{}' }],
];

for (const [code, path, options] of REFUSED) {
  test(`${path} is refused with ${code}`, async () => assert.is(await codeOf(await server.call(path, options)), code));
}

test('an upload is granted into the own folder, for one content, and for a short time', async () => {
  for (const place of [key, `${folderOf(miner.hotkey, openEpoch)}manifest=${SHA256}.json`]) {
    const answer = await upload(wanted({ key: place }));
    assert.is(answer.status, 200);
    assert.equal(await answer.json(), {
      method: 'PUT',
      key: place,
      url: 'http://bucket.example/x',
      headers: { 'if-none-match': '*' },
      expiresSeconds: 300,
    });
    assert.equal(granted.pop(), [place, { bytes: 7, md5: MD5, sha256: SHA256 }, 300]);
  }
  const own = key.replace(miner.hotkey, validator.hotkey);
  assert.is((await upload(wanted({ key: own }), { by: validator })).status, 200);
  granted.pop();
});

const NO_GRANT: readonly (readonly [string, object | string])[] = [
  ['403 not-your-folder', { key: key.replace(miner.hotkey, validator.hotkey) }],
  ['403 not-your-folder', { key: key.replace('epoch=2', 'epoch=1') }],
  ['422 bad-key', { key: `${folderOf(miner.hotkey, openEpoch)}../x` }],
  ['422 bad-key', { key: key.replace('rows', 'a/b') }],
  ['422 bad-key', { key: key.replaceAll('=', '%3D') }],
  ['404 not-assigned', { key: key.replace('19103', '15201') }],
  ['400 invalid-request', { sha256: SHA256.toUpperCase() }],
  ['400 invalid-request', { more: 1 }],
  ['400 invalid-request', { md5: 7 }],
  ['400 invalid-request', { bytes: 0 }],
  ['400 invalid-request', { bytes: 64 * 1_048_576 + 1 }],
  ['400 invalid-request', { bytes: '7' }],
  ['400 malformed-request', '{"key":'],
  ['413 body-too-large', { key: 'x'.repeat(5_000) }],
];
for (const [code, given] of NO_GRANT) {
  test(`${JSON.stringify(given).slice(0, 40)} is not granted: ${code}`, async () => {
    assert.is(await codeOf(await upload(typeof given === 'string' ? given : wanted(given))), code);
    assert.equal(granted, []);
  });
}

test('a body that was not signed, is no JSON, or is for a sealed epoch is granted nothing', async () => {
  assert.is(await codeOf(await upload(wanted(), { sent: wanted({ md5: 'ef'.repeat(16) }) })), '401 body-differs');
  assert.is(
    await codeOf(await upload(wanted(), { headers: { 'content-type': 'text/plain' } })),
    '415 unsupported-media-type',
  );
  const sealed = wanted({ key: key.replace('epoch=2', 'epoch=1') });
  const late = await server.call('/v1/epochs/1/uploads', { by: miner, method: 'POST', body: sealed });
  assert.is(await codeOf(late), '409 already-sealed');
  assert.equal(granted, []);
});

test('from seedBlock on nothing is granted, because nothing that is uploaded then counts', async () => {
  const log = await sampleLog();
  const late = await sampleServer({ bucket, log, limits: { refreshMs: 0 } });
  const finalized = (block: number): string => {
    const hash = `"${'5a'.repeat(32)}"`;
    const data = `{"hash":${hash},"parentHash":${hash},"timestampMs":1}`;
    return `{"block":${block},"data":${data},"epoch":${openEpoch},"netuid":46,"type":"BlockFinalized","v":1}`;
  };
  const ask = () => late.call(UPLOADS, { by: miner, method: 'POST', body: wanted() });
  await log.append([finalized(1509)]);
  assert.is((await ask()).status, 200);
  granted.pop();
  await log.append([finalized(1510)]);
  const refused = await ask();
  assert.is(
    ((await refused.clone().json()) as { detail: string }).detail,
    'seedBlock is 1510, the chain has reached 1510',
  );
  assert.is(await codeOf(refused), '409 too-late');
  assert.equal(granted, []);
  await late.stop();
});

test('a log that cannot be read is said by health and metrics, and why only to the operator', async () => {
  const log = await sampleLog();
  const seals: EventLog['seals'] = () => Promise.reject(new Error('/a/secret/path is damaged'));
  const broken = await sampleServer({ log: { ...log, seals } });
  const health = await broken.call('/health');
  assert.not.match(await health.clone().text(), /secret|stack|Error/);
  assert.is(await codeOf(health), '503 log-unreadable');
  assert.is(await codeOf(await broken.call('/v1/epochs/2/assignment', { by: miner })), '503 log-unreadable');
  const metrics = await (await broken.call('/metrics')).text();
  assert.match(metrics, /^subnet_server_log_readable 0$/m);
  assert.not.match(metrics, /sealed_epochs|snapshot_block/);
  assert.equal(
    broken.mistakes.map(({ message }) => message),
    ['/a/secret/path is damaged'],
  );
  await broken.stop();
});

test('too many requests are told when to come back', async () => {
  const rate = { burst: 2, everyMs: 60_000 };
  const strict = await sampleServer({ limits: { minerRate: rate, addressRate: rate } });
  for (let i = 0; i < 2; i += 1) assert.is((await strict.call('/v1/epochs/2/assignment', { by: miner })).status, 200);
  const third = await strict.call('/v1/epochs/2/assignment', { by: miner });
  assert.is(third.headers.get('retry-after'), '60');
  assert.is(await codeOf(third), '429 rate-exceeded');
  for (let i = 0; i < 2; i += 1) assert.is((await strict.call('/health')).status, 200);
  assert.is(await codeOf(await strict.call('/health')), '429 address-rate-exceeded');
  assert.is(await codeOf(await strict.call('/nothing')), '429 address-rate-exceeded');
  assert.equal(strict.mistakes, []);
  await strict.stop();
});

test('an address is what the connection says, or what a known proxy says of it', async () => {
  const addressRate = { burst: 1, everyMs: 60_000 };
  const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });
  const direct = await sampleServer({ limits: { addressRate } });
  assert.is((await direct.call('/health', from('192.0.2.1'))).status, 200);
  assert.is((await direct.call('/health', from('192.0.2.2'))).status, 429);
  await direct.stop();
  const behind = await sampleServer({ limits: { addressRate }, proxies: ['127.0.0.1'] });
  assert.is((await behind.call('/health', from('192.0.2.1'))).status, 200);
  assert.is((await behind.call('/health', from('192.0.2.2'))).status, 200);
  assert.is((await behind.call('/health', from('198.51.100.9, 192.0.2.2'))).status, 429);
  await behind.stop();
});

test('without a bucket nothing is granted, and a mistake is told to the operator alone', async () => {
  const bare = await sampleServer();
  const body = wanted();
  assert.is(await codeOf(await bare.call(UPLOADS, { by: miner, method: 'POST', body })), '503 no-bucket');
  await bare.stop();
  const broken: Bucket = { ...bucket, presignCreate: () => Promise.reject(new Error('a secret')) };
  const wrong = await sampleServer({ bucket: broken });
  const answer = await wrong.call(UPLOADS, { by: miner, method: 'POST', body });
  const text = await answer.clone().text();
  assert.is(await codeOf(answer), '500 internal');
  assert.not.match(text, /secret/);
  assert.is(wrong.mistakes[0]?.message, 'a secret');
  await wrong.stop();
});

test('a request that is being answered is answered before the server stops', async () => {
  let release = (): void => undefined;
  const waiting = new Promise<void>((resolve) => {
    release = resolve;
  });
  const slow = await sampleServer({
    bucket: {
      ...bucket,
      presignCreate: async () => {
        await waiting;
        return { url: 'http://bucket.example/x', headers: {} };
      },
    },
  });
  const answer = slow.call(UPLOADS, { by: miner, method: 'POST', body: wanted() });
  await new Promise((resolve) => setTimeout(resolve, 100));
  const stopped = slow.stop();
  release();
  assert.is((await answer).status, 200);
  await stopped;
  assert.is(
    await slow.call('/health').then(
      () => 'answered',
      () => 'gone',
    ),
    'gone',
  );
});

test.after(async () => {
  assert.equal(server.mistakes, []);
  await server.stop();
});

test.run();
