import {
  accountFromBytes,
  decodeFact,
  type EpochNumber,
  encodeCanonical,
  encodeEvent,
  encodeUtf8,
  type Hash32,
  type ManifestSeen,
  type NetUid,
  toHex,
} from '@subnet-scoring/core';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nodeHost } from '../node/index.js';
import { evidenceMessage, manifestMessage, sr25519Verifier } from '../signatures/index.js';
import { sampleMiner } from '../testing/sample-miner.js';
import {
  decodeManifest,
  encodeManifest,
  hashManifest,
  isSignedManifest,
  MANIFEST_BYTES_MAX,
  type Manifest,
  signManifest,
} from './index.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

const miner = await sampleMiner(1);
const verify = sr25519Verifier();
const genesis = '2f'.repeat(32) as Hash32;
const hash = (n: number): Hash32 => toHex(nodeHost.sha256(encodeUtf8(String(n)))) as Hash32;

const manifest: Manifest = {
  netuid: 46 as NetUid,
  epoch: 7 as EpochNumber,
  nonce: 'a1'.repeat(32) as Hash32,
  hotkey: miner.hotkey,
  files: [
    { contentSha256: hash(1), rowsRoot: hash(2), zipcode: '08540' },
    { contentSha256: hash(3), rowsRoot: hash(4), zipcode: '19103' },
  ],
};
const signed = await signManifest(nodeHost, genesis, manifest, miner.sign);
const bytes = encodeManifest(signed);
const text = Buffer.from(bytes).toString('utf8');

test('what was encoded is decoded, and its signature counts', async () => {
  const decoded = decodeManifest(nodeHost, bytes);
  assert.equal(decoded, E.right(signed));
  assert.is(await isSignedManifest(nodeHost, genesis, signed, verify), true);
});

test('the signature counts for this manifest, this miner, this chain and this purpose', async () => {
  const isSigned = (change: Partial<Manifest>, on = genesis) => {
    const changed = { ...manifest, ...change };
    return isSignedManifest(
      nodeHost,
      on,
      { ...signed, manifest: changed, sha256: hashManifest(nodeHost, changed) },
      verify,
    );
  };
  assert.is(await isSigned({}), true);
  assert.is(await isSigned({ netuid: 47 as NetUid }), false);
  assert.is(await isSigned({ epoch: 8 as EpochNumber }), false);
  assert.is(await isSigned({ nonce: hash(5) }), false);
  assert.is(await isSigned({ hotkey: accountFromBytes(new Uint8Array(32).fill(9)) }), false);
  assert.is(await isSigned({ files: manifest.files.slice(1) }), false);
  assert.is(await isSigned({}, hash(6)), false);
  const evidence = evidenceMessage(nodeHost.sha256, genesis, 46, 7, 1, signed.sha256);
  assert.is(await verify(evidence, signed.sig, manifest.hotkey), false);
  assert.is(await verify(manifestMessage(nodeHost.sha256, genesis, signed.sha256), signed.sig, manifest.hotkey), true);
});

test('its hash is the one that ManifestSeen tells, so the log takes the fact', () => {
  const { files, hotkey, nonce, netuid, epoch } = manifest;
  const data = { files, hotkey, manifestSha256: signed.sha256, nonce };
  const fact = { block: 1, by: hotkey, data, epoch, netuid, type: 'ManifestSeen', v: 1 } as ManifestSeen;
  assert.ok(E.isRight(decodeFact(encodeEvent(fact))));
});

test('the largest manifest fits into the line of its fact', () => {
  const file = (n: number) => ({ ...manifest.files[0], zipcode: String(n).padStart(5, '0') });
  const big = (count: number) =>
    encodeCanonical({ ...manifest, files: Array.from({ length: count }, (_, n) => file(n)), sig: signed.sig } as never);
  const count = Math.floor((MANIFEST_BYTES_MAX - big(0).length) / (big(2).length - big(1).length));
  const decoded = decodeManifest(nodeHost, encodeUtf8(big(count)));
  assert.ok(E.isRight(decoded));
  const { files, hotkey, nonce, netuid, epoch } = decoded.right.manifest;
  const data = { files, hotkey, manifestSha256: decoded.right.sha256, nonce };
  const block = 0xffffffff;
  const fact = { block, by: hotkey, data, epoch, netuid, type: 'ManifestSeen', v: 1 } as ManifestSeen;
  assert.ok(encodeEvent(fact).length <= 1_048_576);
  const tooLong = decodeManifest(nodeHost, encodeUtf8(big(count + 1)));
  assert.ok(E.isLeft(tooLong) && tooLong.left.code === 'LINE_TOO_LONG');
});

const [first, second] = [JSON.stringify(manifest.files[0]), JSON.stringify(manifest.files[1])];
for (const [name, bad, code, path] of [
  ['nothing', '', 'NOT_JSON', undefined],
  ['no JSON', text.slice(0, -1), 'NOT_JSON', undefined],
  ['a list', `[${text}]`, 'NOT_JSON', undefined],
  ['null', 'null', 'NOT_JSON', undefined],
  ['a line break at the end', `${text}\n`, 'NOT_CANONICAL', undefined],
  ['a byte order mark', `\ufeff${text}`, 'NOT_JSON', undefined],
  ['a space', text.replace(':', ': '), 'NOT_CANONICAL', undefined],
  ['a key twice', text.replace('{"epoch":7', '{"epoch":7,"epoch":7'), 'NOT_CANONICAL', undefined],
  ['a needless escape', text.replace('"epoch"', '"\\u0065poch"'), 'NOT_CANONICAL', undefined],
  ['an exponent', text.replace('"epoch":7', '"epoch":7e0'), 'NOT_CANONICAL', undefined],
  ['another field', text.replace('{', '{"a":1,'), 'BAD_FIELD', undefined],
  ['__proto__', text.replace('{', '{"__proto__":{},'), 'BAD_FIELD', undefined],
  ['a field less', text.replace('"netuid":46,', ''), 'BAD_FIELD', '/netuid'],
  ['a negative epoch', text.replace('"epoch":7', '"epoch":-7'), 'BAD_FIELD', '/epoch'],
  ['half an epoch', text.replace('"epoch":7', '"epoch":7.5'), 'BAD_FIELD', '/epoch'],
  ['a netuid beyond the last', text.replace('"netuid":46', '"netuid":4096'), 'BAD_FIELD', '/netuid'],
  ['an address with a wrong checksum', text.replace(/"hotkey":"5./, '"hotkey":"5a'), 'BAD_FIELD', '/hotkey'],
  ['no files', text.replace(`${first},${second}`, ''), 'BAD_FIELD', '/files'],
  ['files in another order', text.replace(`${first},${second}`, `${second},${first}`), 'BAD_FIELD', '/files'],
  ['a zipcode twice', text.replace(`${first},${second}`, `${first},${first}`), 'BAD_FIELD', '/files'],
  ['a zipcode of 4 digits', text.replace('"08540"', '"0854"'), 'BAD_FIELD', '/files/0/zipcode'],
  ['a hash in upper case', text.replace(hash(3), hash(3).toUpperCase()), 'BAD_FIELD', '/files/1/contentSha256'],
  ['a field more in a file', text.replace('{"contentSha256"', '{"a":1,"contentSha256"'), 'BAD_FIELD', '/files/0/a'],
  [
    'an endless name in a file',
    text.replace('{"contentSha256"', `{"${'a'.repeat(500_000)}":1,"contentSha256"`),
    'BAD_FIELD',
    `/files/0/${'a'.repeat(111)}`,
  ],
  ['no signature', text.replace(`,"sig":"${signed.sig}"`, ''), 'BAD_FIELD', '/sig'],
  ['a short signature', text.replace(signed.sig, signed.sig.slice(2)), 'BAD_FIELD', '/sig'],
  ['deep nesting', `{"files":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, 'BAD_FIELD', '/hotkey'],
  ['deeply nested files', text.replace(first, '['.repeat(9000) + ']'.repeat(9000)), 'BAD_FIELD', '/files/0'],
] as const) {
  test(`refused: ${name}`, () => {
    const decoded = decodeManifest(nodeHost, encodeUtf8(bad));
    assert.ok(E.isLeft(decoded));
    if (E.isRight(decoded)) return;
    assert.is(decoded.left.code, code);
    assert.is(decoded.left.at.path, path);
    assert.ok(decoded.left.found.length < 200 && decoded.left.expected.length < 200);
  });
}

test('bytes that are no UTF-8 are refused', () => {
  const broken = Uint8Array.from(bytes);
  broken[2] = 0xff;
  const decoded = decodeManifest(nodeHost, broken);
  assert.ok(E.isLeft(decoded) && decoded.left.code === 'NOT_UTF8');
});

test('any bytes are decoded or refused, and what is decoded is canonical', () => {
  const cut = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)).map(([at, byte]) => {
    const changed = Uint8Array.from(bytes);
    changed[at] = byte;
    return changed;
  });
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array(), fc.json().map(encodeUtf8), cut), (any) => {
      const decoded = decodeManifest(nodeHost, any);
      if (E.isRight(decoded)) assert.equal(Buffer.from(encodeManifest(decoded.right)), Buffer.from(any));
    }),
    { numRuns: 500 },
  );
});

test.run();
