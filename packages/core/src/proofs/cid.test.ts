import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { decodeBase58, encodeBase58 } from '../hash/base58.js';
import { toHex } from '../hash/bytes.js';
import { encodeUtf8 } from '../hash/utf8.js';
import { decodeBase32, encodeBase32 } from './base32.js';
import { cidBytes, cidOf, decodeCid } from './cid.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

const ABC = 'bafkreif2pall7dybz7vecqka3zo24irdwabwdi4wc55jznaq75q7eaavvu';

test('the CID of "abc" is the one in FileTAO README', () => {
  assert.is(cidOf(encodeUtf8('abc')), ABC);
  assert.is(toHex(cidBytes(encodeUtf8('abc'))).slice(0, 8), '01551220');
});

test('both versions are read', () => {
  for (const [text, version, codec, digest] of [
    [ABC, 1, 0x55, 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'QmTPqcLhVnCtjoYuCZwPzfXcFrUviiPComTepHfEEaGf7g',
      0,
      0x70,
      '4b1b809c72ce0ef8d815b922ee66042fc4afe5c947add2a52cbc52d8b0195fa3',
    ],
  ] as const) {
    const cid = decodeCid(text);
    assert.ok(cid !== undefined);
    assert.equal({ ...cid, digest: toHex(cid.digest) }, { version, codec, digest });
  }
});

test('other texts name nothing', () => {
  const cut = encodeBase32(cidBytes(encodeUtf8('abc')).slice(0, -1));
  const keccak = cidBytes(encodeUtf8('abc'));
  keccak[2] = 0x1b;
  const longVarint = Uint8Array.from([1, 0xd5, 0x00, ...cidBytes(encodeUtf8('abc')).slice(2)]);
  for (const text of [
    '',
    'b',
    'Qm',
    ABC.toUpperCase(),
    `${ABC}a`,
    `z${ABC}`,
    ABC.slice(0, -1),
    `b${cut}`,
    `b${encodeBase32(keccak)}`,
    `b${encodeBase32(longVarint)}`,
    'QmTPqcLhVnCtjoYuCZwPzfXcFrUviiPComTepHfEEaGf7',
    'QmTPqcLhVnCtjoYuCZwPzfXcFrUviiPComTepHfEEaGf70',
    'b'.repeat(10_000_000),
  ]) {
    assert.is(decodeCid(text), undefined, text.slice(0, 70));
  }
});

test('a CID names the hash of its data', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (data) => {
      const cid = decodeCid(cidOf(data));
      assert.equal(cid?.digest, cidBytes(data).slice(4));
    }),
  );
});

test('base32 and base58 go both ways, and have one spelling', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      assert.equal(decodeBase32(encodeBase32(bytes)), Uint8Array.from(bytes));
      assert.equal(decodeBase58(encodeBase58(bytes)), Uint8Array.from(bytes));
    }),
  );
  const drawn = fc.string({ unit: fc.constantFrom(...'abz27'), maxLength: 9 });
  fc.assert(
    fc.property(drawn, (text) => {
      const bytes = decodeBase32(text);
      assert.ok(bytes === undefined || encodeBase32(bytes) === text);
    }),
  );
  for (const text of ['a1', 'A', 'a=', 'é']) assert.is(decodeBase32(text), undefined);
  for (const text of ['0', 'O', 'l', ' ', '1'.repeat(129)]) assert.is(decodeBase58(text), undefined);
});

test.run();
