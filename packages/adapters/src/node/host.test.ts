import { decodeLineBytes, type Host, pureHost, toHex } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nodeHost } from './index.js';

const SEED = Number(process.env['TEST_SEED'] ?? 1);

/** A small generator with a seed, so that a failure can be repeated. */
const randomBytes = (seed: number): ((count: number) => Uint8Array) => {
  let state = seed >>> 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 24;
  };
  return (count) => Uint8Array.from({ length: count }, next);
};

test('sha256 is the same, whole and in pieces', () => {
  const random = randomBytes(SEED);
  for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 1000, 65_537]) {
    const bytes = random(length);
    const expected = toHex(pureHost.sha256(bytes));
    assert.is(toHex(nodeHost.sha256(bytes)), expected);
    for (const host of [pureHost, nodeHost]) {
      const stream = host.sha256Stream();
      for (let at = 0; at < length; at += 61) stream.update(bytes.subarray(at, at + 61));
      assert.is(toHex(stream.digest()), expected, `${length} bytes`);
    }
  }
});

test('text inside a larger buffer is found where it is', () => {
  const buffer = new Uint8Array(64);
  buffer.set(new TextEncoder().encode('é€😀x'), 10);
  for (const bytes of [buffer, Buffer.from(buffer), buffer.subarray(4, 60)]) {
    const from = bytes.length === 64 ? 10 : 6;
    assert.is(nodeHost.decodeText(bytes, from, from + 10), 'é€😀x');
    assert.is(pureHost.decodeText(bytes, from, from + 10), 'é€😀x');
  }
});

const verdictOf = (bytes: Uint8Array, host: Host): string => {
  const decoded = decodeLineBytes(bytes, host.decodeText);
  return E.isRight(decoded) ? `text ${decoded.right}` : decoded.left.code;
};

const QUOTE = 0x22;
const inLine = (...bytes: number[]): Uint8Array => Uint8Array.of(QUOTE, ...bytes, QUOTE);

const CASES: readonly (readonly [string, Uint8Array, 'text' | 'NOT_UTF8'])[] = [
  ['ASCII', inLine(0x61), 'text'],
  ['two bytes', inLine(0xc3, 0xa9), 'text'],
  ['three bytes', inLine(0xe2, 0x82, 0xac), 'text'],
  ['four bytes', inLine(0xf0, 0x9f, 0x98, 0x80), 'text'],
  ['U+FFFD itself', inLine(0xef, 0xbf, 0xbd), 'text'],
  ['U+FFFF', inLine(0xef, 0xbf, 0xbf), 'text'],
  ['U+10FFFF', inLine(0xf4, 0x8f, 0xbf, 0xbf), 'text'],
  ['BOM in front', Uint8Array.of(0xef, 0xbb, 0xbf, 0x7b, 0x7d), 'text'],
  ['BOM inside', inLine(0xef, 0xbb, 0xbf), 'text'],
  ['NUL', inLine(0x00), 'text'],
  ['empty', new Uint8Array(0), 'text'],
  ['lone continuation', inLine(0x80), 'NOT_UTF8'],
  ['two lone continuations', inLine(0xbf, 0x80), 'NOT_UTF8'],
  ['cut after the first of two', inLine(0xc3), 'NOT_UTF8'],
  ['cut after the second of three', inLine(0xe2, 0x82), 'NOT_UTF8'],
  ['cut after the third of four', inLine(0xf0, 0x9f, 0x98), 'NOT_UTF8'],
  ['cut at the end of the line', Uint8Array.of(QUOTE, 0xe2, 0x82), 'NOT_UTF8'],
  ['overlong slash, two bytes', inLine(0xc0, 0xaf), 'NOT_UTF8'],
  ['overlong slash, three bytes', inLine(0xe0, 0x80, 0xaf), 'NOT_UTF8'],
  ['overlong slash, four bytes', inLine(0xf0, 0x80, 0x80, 0xaf), 'NOT_UTF8'],
  ['overlong NUL', inLine(0xc0, 0x80), 'NOT_UTF8'],
  ['high surrogate', inLine(0xed, 0xa0, 0x80), 'NOT_UTF8'],
  ['low surrogate', inLine(0xed, 0xbf, 0xbf), 'NOT_UTF8'],
  ['surrogate pair in six bytes', inLine(0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80), 'NOT_UTF8'],
  ['beyond U+10FFFF', inLine(0xf4, 0x90, 0x80, 0x80), 'NOT_UTF8'],
  ['five bytes', inLine(0xf8, 0x88, 0x80, 0x80, 0x80), 'NOT_UTF8'],
  ['0xFE and 0xFF', inLine(0xfe, 0xff), 'NOT_UTF8'],
  ['U+FFFD beside a bad byte', inLine(0xef, 0xbf, 0xbd, 0xff), 'NOT_UTF8'],
];

for (const [name, bytes, expected] of CASES) {
  test(`both decoders judge alike: ${name}`, () => {
    const verdict = verdictOf(bytes, nodeHost);
    assert.is(verdict, verdictOf(bytes, pureHost));
    assert.is(verdict.split(' ')[0], expected);
  });
}

test(`both decoders judge random bytes alike (TEST_SEED=${SEED})`, () => {
  const random = randomBytes(SEED);
  const leads = [0x22, 0x61, 0x80, 0xbf, 0xc2, 0xc0, 0xe0, 0xed, 0xef, 0xbb, 0xbd, 0xf0, 0xf4, 0xff, 0x9f, 0xa0];
  for (let round = 0; round < 20_000; round += 1) {
    const bytes = random(1 + (round % 7)).map((byte) => (round % 3 === 0 ? byte : (leads[byte & 15] ?? byte)));
    assert.is(verdictOf(bytes, nodeHost), verdictOf(bytes, pureHost), toHex(bytes));
  }
});

test.run();
