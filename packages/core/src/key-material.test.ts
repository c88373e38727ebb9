import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { shorten } from './errors.js';
import { looksLikeKey } from './key-material.js';

const PHRASE = 'bottom drive obey lake curtain smoke basket hold race lonely fit walk';
const words = (count: number): string => Array.from({ length: count }, () => 'lonely').join(' ');

test('key files, plain, cut to pieces and encrypted, and bare phrases look like a key', () => {
  for (const text of [
    '{"accountId":"0x00","secretPhrase":"x","secretSeed":"0x11","ss58Address":"5F"}',
    '  "secretSeed": "0x11",',
    '{"privateKey":"0x11"}',
    '-----BEGIN PRIVATE KEY-----',
    '$NACL\u0000\ufffd',
    '$ANSIBLE_VAULT;1.1;AES256',
    'gAAAAABcZm9v',
    PHRASE,
    `"${PHRASE}",`,
    ` ${PHRASE}\r`,
    ...[12, 15, 18, 21, 24].map(words),
  ])
    assert.ok(looksLikeKey(text), text);
});

test('events, hashes, addresses and other texts do not', () => {
  for (const text of [
    '',
    '{"block":1,"data":{"publicKey":"0x11"},"type":"BlockFinalized"}',
    'ab'.repeat(32),
    '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY',
    'a sentence of twelve words in which some of them are short',
    PHRASE.toUpperCase(),
    ...[11, 13, 14, 16, 23, 25, 27].map(words),
  ])
    assert.not.ok(looksLikeKey(text), text);
});

test('a long hostile text is judged quickly', () => {
  const started = process.hrtime.bigint();
  for (const piece of [' ', 'lonely ', '$', 'secret_', '" ']) looksLikeKey(piece.repeat(1_048_576 / piece.length));
  assert.ok(process.hrtime.bigint() - started < 2_000_000_000n);
});

test('an error shows neither a key nor what holds one', () => {
  for (const value of [PHRASE, { secretSeed: '0x3980' }, `{"a":${'1'.repeat(200)},"secretSeed":"0x3980"}`]) {
    assert.match(shorten(value), /^what looks like a key \(\d+ characters\)$/);
  }
});

test.run();
