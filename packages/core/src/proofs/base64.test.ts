import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { base64Length, decodeBase64, encodeBase64 } from './base64.js';
import { decodeHex } from './hex.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

test('it writes what the platform writes, and reads it back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const text = Buffer.from(bytes).toString('base64');
      assert.is(encodeBase64(bytes), text);
      assert.is(base64Length(bytes.length), text.length);
      assert.equal(decodeBase64(text, bytes.length), Uint8Array.from(bytes));
      if (bytes.length > 0) assert.is(decodeBase64(text, bytes.length - 1), undefined);
    }),
  );
});

test('bytes have one spelling', () => {
  for (const [text, want] of [
    ['', []],
    ['AA==', [0]],
    ['AAA=', [0, 0]],
    ['/+8=', [255, 239]],
    ['AB==', undefined], // unused bits
    ['AAB=', undefined],
    ['AA', undefined],
    ['AA=', undefined],
    ['=', undefined],
    ['====', undefined],
    ['A===', undefined],
    ['AA==AA==', undefined],
    ['A=A=', undefined],
    ['AA A', undefined],
    ['AAA\n', undefined],
    ['-_8=', undefined],
    ['AAé=', undefined],
  ] as const) {
    assert.equal(decodeBase64(text, 100), want === undefined ? undefined : Uint8Array.from(want), text);
  }
});

test('any text that is read is written the same', () => {
  const text = fc.string({ unit: fc.constantFrom(...'ABw/+=9 '), maxLength: 12 });
  fc.assert(
    fc.property(text, (drawn) => {
      const bytes = decodeBase64(drawn, 100);
      assert.ok(bytes === undefined || encodeBase64(bytes) === drawn);
    }),
    { numRuns: 2_000 },
  );
});

test('hex is lower-case and whole', () => {
  assert.equal(decodeHex('00ff', 2), Uint8Array.of(0, 255));
  assert.equal(decodeHex('', 0), Uint8Array.of());
  for (const text of ['0', 'FF', 'zz', '0x00', ' 00', '00 ', '00\n', '000000']) {
    assert.is(decodeHex(text, 2), undefined, text);
  }
});

test.run();
