import { createHash } from 'node:crypto';
import { accountHex, type Hash32, type NetUid, toHex } from '@subnet-scoring/core';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nodeHost } from '../node/index.js';
import { sampleMiner } from '../testing/sample-miner.js';
import { decodeEnvelope, type Envelope, encodeEnvelope, requestMessage } from './envelope.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

const { hotkey } = await sampleMiner(1);
const envelope: Envelope = {
  hotkey,
  genesis: '2f'.repeat(32) as Hash32,
  netuid: 46 as NetUid,
  bodySha256: 'b0'.repeat(32) as Hash32,
  expiresMs: 1_790_000_000_000,
  nonce: '0e'.repeat(32) as Hash32,
};
const signed = { ...envelope, signature: 'ab'.repeat(64) };
const target = { audience: 'api.example:8443', method: 'POST', path: '/v1/epochs/7/uploads?x=1' };
const messageOf = (given: Partial<Envelope>, to: Partial<typeof target> = {}): string =>
  toHex(requestMessage(nodeHost.sha256, { ...envelope, ...given }, { ...target, ...to }));

const u64 = (n: number): Buffer => {
  const out = Buffer.alloc(8);
  out.writeBigUInt64LE(BigInt(n));
  return out;
};
const text = (value: string): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(Buffer.byteLength(value));
  return Buffer.concat([length, Buffer.from(value)]);
};

test('the message is what the description says, byte by byte', () => {
  const bytes = Buffer.concat([
    Buffer.from([9]),
    Buffer.from('request/1'),
    Buffer.from(envelope.genesis, 'hex'),
    u64(46),
    text(target.audience),
    text(target.method),
    text(target.path),
    Buffer.from(envelope.bodySha256, 'hex'),
    u64(envelope.expiresMs),
    Buffer.from(envelope.nonce, 'hex'),
    Buffer.from(accountHex(hotkey), 'hex'),
  ]);
  assert.is(messageOf({}), createHash('sha256').update(bytes).digest('hex'));
});

test('every part is bound', async () => {
  const other = await sampleMiner(2);
  const messages = [
    messageOf({}),
    messageOf({ genesis: '30'.repeat(32) as Hash32 }),
    messageOf({ netuid: 47 as NetUid }),
    messageOf({ bodySha256: 'b1'.repeat(32) as Hash32 }),
    messageOf({ expiresMs: envelope.expiresMs + 1 }),
    messageOf({ nonce: '0f'.repeat(32) as Hash32 }),
    messageOf({ hotkey: other.hotkey }),
    messageOf({}, { audience: 'api.example' }),
    messageOf({}, { method: 'GET' }),
    messageOf({}, { path: '/v1/epochs/7/uploads' }),
    messageOf({}, { method: 'POST/', path: target.path.slice(1) }),
  ];
  assert.is(new Set(messages).size, messages.length);
});

test('headers read back as they were written', () => {
  assert.equal(decodeEnvelope(encodeEnvelope(signed)), E.right(signed));
});

const ROWS: readonly (readonly [string, string | readonly string[] | undefined])[] = [
  ['subnet-hotkey', undefined],
  ['subnet-hotkey', `${hotkey.slice(0, -1)}1`],
  ['subnet-hotkey', `${hotkey}, ${hotkey}`],
  ['subnet-genesis', 'AB'.repeat(32)],
  ['subnet-genesis', `0x${'ab'.repeat(32)}`],
  ['subnet-netuid', '046'],
  ['subnet-netuid', '4096'],
  ['subnet-netuid', '-1'],
  ['subnet-body-sha256', ''],
  ['subnet-expires', '1e12'],
  ['subnet-expires', '9'.repeat(16)],
  ['subnet-expires', '0'],
  ['subnet-nonce', '0e'.repeat(31)],
  ['subnet-signature', `${'ab'.repeat(64)}00`],
  ['subnet-signature', ['ab'.repeat(64), 'ab'.repeat(64)]],
];

for (const [name, value] of ROWS) {
  test(`${name}: ${value} is malformed, and named`, () => {
    const decoded = decodeEnvelope({ ...encodeEnvelope(signed), [name]: value });
    assert.ok(E.isLeft(decoded));
    assert.is(decoded.left.code, 'malformed-envelope');
    assert.ok(decoded.left.detail?.startsWith(`${name}: `));
  });
}

test('whatever stands in the headers, reading them says what is wrong or gives what reads back', () => {
  const names = Object.keys(encodeEnvelope(signed));
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom(...Object.values(encodeEnvelope(signed))),
    fc.constant(undefined),
  );
  fc.assert(
    fc.property(fc.constantFrom(...names), value, (name, found) => {
      const headers: Record<string, string | undefined> = { ...encodeEnvelope(signed), [name]: found };
      const decoded = decodeEnvelope(headers);
      if (E.isRight(decoded)) assert.equal(encodeEnvelope(decoded.right), headers);
      else assert.is(decoded.left.code, 'malformed-envelope');
    }),
  );
});

test('a request without any of the headers is unsigned', () => {
  const decoded = decodeEnvelope({ authorization: 'Bearer x' });
  assert.is(E.isLeft(decoded) && decoded.left.code, 'unsigned');
});

test.run();
