import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { toHex } from './bytes.js';
import { pureHost } from './host.js';
import { concat, i128, list, raw32, taggedBytes, taggedHash, text, u64 } from './tagged.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

const { sha256 } = pureHost;

test('integers are little endian', () => {
  assert.is(toHex(u64(0)), '0000000000000000');
  assert.is(toHex(u64(1)), '0100000000000000');
  assert.is(toHex(u64(0x1_0000_0002)), '0200000001000000');
  assert.is(toHex(u64(Number.MAX_SAFE_INTEGER)), 'ffffffffffff1f00');
  assert.is(toHex(i128(1n)), `01${'00'.repeat(15)}`);
  assert.is(toHex(i128(-1n)), 'ff'.repeat(16));
  assert.is(toHex(i128(-(2n ** 127n))), `${'00'.repeat(15)}80`);
});

test('u64 and i128 are what a DataView writes', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.bigInt({ min: -(2n ** 127n), max: 2n ** 127n - 1n }), (n, big) => {
      const eight = Buffer.alloc(8);
      eight.writeBigUInt64LE(BigInt(n));
      assert.is(toHex(u64(n)), eight.toString('hex'));
      const sixteen = Buffer.alloc(16);
      sixteen.writeBigUInt64LE(BigInt.asUintN(64, big));
      sixteen.writeBigUInt64LE(BigInt.asUintN(64, big >> 64n), 8);
      assert.is(toHex(i128(big)), sixteen.toString('hex'));
    }),
  );
});

test('texts and lists carry their length', () => {
  assert.is(toHex(text('')), '00000000');
  assert.is(toHex(text('aé')), '0300000061c3a9');
  assert.is(toHex(list([])), '00000000');
  assert.is(toHex(list([text('a'), u64(2)])), '0200000001000000610200000000000000');
  assert.is(toHex(concat([])), '');
  assert.is(toHex(raw32('ab'.repeat(32))), 'ab'.repeat(32));
});

test('H(tag, parts) is SHA-256 of the tag with its length, then the parts', () => {
  const byHand = (...parts: (string | Buffer)[]): string => {
    const hash = createHash('sha256');
    for (const part of parts) hash.update(part);
    return hash.digest('hex');
  };
  assert.is(taggedHash(sha256, 'seal/1', []), byHand('\u0006seal/1'));
  assert.is(
    taggedHash(sha256, 'tie/1', [raw32('00'.repeat(32)), text('10001'), raw32('ff'.repeat(32))]),
    byHand('\u0005tie/1', Buffer.alloc(32), Buffer.from([5, 0, 0, 0]), '10001', Buffer.alloc(32, 255)),
  );
  assert.is(toHex(taggedBytes(sha256, 'a', [u64(7)])), taggedHash(sha256, 'a', [u64(7)]));
});

test('known values, so that another implementation can be compared', () => {
  assert.is(taggedHash(sha256, 'seal/1', []), 'e029a71f8ba22e65a378a932c2d892fbd68ed098b146b2ca80f9244d46c0df26');
  assert.is(
    taggedHash(sha256, 'lottery/1', [raw32('11'.repeat(32)), u64(42)]),
    '7071122e85753bbee7d212e44734ef1710bf589b008019d3bf4079d82f3099af',
  );
  assert.is(
    taggedHash(sha256, 'scores/1', [u64(7), i128(-1n), list([text('burn')])]),
    '7e2e80612b2b0c247faed8e2c4b471f615deea7e46a8e5cf8723005968b8af45',
  );
});

test('moving a byte from the tag to the parts changes the hash', () => {
  assert.is.not(taggedHash(sha256, 'ab', [text('c')]), taggedHash(sha256, 'a', [text('bc')]));
});

test.run();
