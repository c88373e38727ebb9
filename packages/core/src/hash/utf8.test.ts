import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { decodeUtf8, encodeUtf8 } from './utf8.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

const encoder = new TextEncoder();

test('text is encoded as the platform encodes it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      assert.equal(encodeUtf8(text), encoder.encode(text));
    }),
  );
});

test('every boundary of the encoding goes both ways', () => {
  for (const code of [0, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xfffd, 0xffff, 0x10000, 0x10ffff]) {
    const text = String.fromCodePoint(code);
    assert.equal(encodeUtf8(text), encoder.encode(text), code.toString(16));
    assert.is(decodeUtf8(encodeUtf8(text)), text, code.toString(16));
  }
});

test('well-formed bytes are decoded as the platform decodes them', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      assert.is(decodeUtf8(encoder.encode(text)), text);
    }),
  );
});

const isWellFormed = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};

test('malformed bytes never decode to text that encodes back to them', () => {
  const byte = fc.oneof(
    fc.integer({ min: 0, max: 255 }),
    fc.constantFrom(0xc0, 0xe0, 0xed, 0xf0, 0xf4, 0xf5, 0x80, 0x9f, 0xbf),
  );
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 8 }), (list) => {
      const bytes = Uint8Array.from(list);
      const back = encodeUtf8(decodeUtf8(bytes));
      assert.is(Buffer.compare(back, bytes) === 0, isWellFormed(bytes));
    }),
    { numRuns: 2_000 },
  );
});

test('each bad byte becomes one replacement character', () => {
  for (const [bytes, want] of [
    [[0x80], '\ufffd'],
    [[0xc0, 0xaf], '\ufffd\ufffd'],
    [[0xed, 0xa0, 0x80], '\ufffd\ufffd\ufffd'],
    [[0x41, 0xf0, 0x9f, 0x98], 'A\ufffd\ufffd\ufffd'],
    [[0xf4, 0x90, 0x80, 0x80], '\ufffd\ufffd\ufffd\ufffd'],
    [[0xff, 0x42], '\ufffdB'],
  ] as const) {
    assert.is(decodeUtf8(Uint8Array.from(bytes)), want);
  }
});

test('a part of the bytes is decoded on its own', () => {
  const bytes = encoder.encode('aé€😀z');
  assert.is(decodeUtf8(bytes, 1, 6), 'é€');
  assert.is(decodeUtf8(bytes, 6, 10), '😀');
  assert.is(decodeUtf8(bytes, 6, 8), '\ufffd\ufffd');
  assert.is(decodeUtf8(bytes, 3, 3), '');
});

test.run();
