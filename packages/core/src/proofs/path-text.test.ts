import { p256 } from '@noble/curves/nist.js';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { encodeBase64 } from './base64.js';
import { merkleLevels, merklePath, pathShape } from './merkle.js';
import { decodePath, encodePath } from './path-text.js';
import { encodePoint, pointBytes } from './point.js';
import { pureSha3 } from './sha3.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

const leavesOf = (count: number) =>
  Array.from({ length: count }, (_, i) => pointBytes(p256.Point.BASE.multiply(BigInt(i + 1))));
const wire = (value: unknown): string => encodeBase64(new TextEncoder().encode(JSON.stringify(value)));

test('a path is read back as it was written', () => {
  for (const count of [1, 2, 3, 5, 8]) {
    const levels = merkleLevels(pureSha3, leavesOf(count));
    for (let index = 0; index < count; index += 1) {
      const path = merklePath(levels, index);
      assert.equal(decodePath(encodePath(path), pathShape(index, count)), path);
    }
  }
  assert.is(encodePath([]), 'W10=');
});

test('a path that is none, and one of another place', () => {
  const point = encodePoint(p256.Point.BASE);
  const hash = 'ab'.repeat(32);
  const shape = pathShape(0, 4); // right leaf, right hash
  assert.equal(shape, [
    { side: 'right', isLeaf: true },
    { side: 'right', isLeaf: false },
  ]);
  for (const [label, text, want] of [
    ['no base64', '*', 'malformed'],
    ['no JSON', encodeBase64(Uint8Array.of(91)), 'malformed'],
    ['no UTF-8', encodeBase64(Uint8Array.of(91, 34, 255, 34, 93)), 'other shape'],
    ['no list', wire({}), 'malformed'],
    ['null', wire(null), 'malformed'],
    ['no step', wire([1, 2]), 'malformed'],
    ['another key', wire([{ up: point }, { right: hash }]), 'malformed'],
    ['two keys', wire([{ left: hash, right: point }, { right: hash }]), 'malformed'],
    ['no hex', wire([{ right: point }, { right: 'zz' }]), 'malformed'],
    ['upper-case hex', wire([{ right: point }, { right: hash.toUpperCase() }]), 'malformed'],
    ['a number', wire([{ right: 1 }, { right: hash }]), 'malformed'],
    ['sides flipped', wire([{ left: point }, { right: hash }]), 'other shape'],
    ['too short', wire([{ right: point }]), 'other shape'],
    ['empty', wire([]), 'other shape'],
    ['too long', wire([{ right: point }, { right: hash }, { right: hash }]), 'other shape'],
    ['a hash where a leaf stands', wire([{ right: hash }, { right: hash }]), 'other shape'],
    ['a leaf where a hash stands', wire([{ right: point }, { right: point }]), 'other shape'],
    ['far too long', 'A'.repeat(4_000_000), 'other shape'],
    ['deeply nested', encodeBase64(new Uint8Array(500).fill(91)), 'malformed'],
  ] as const) {
    assert.equal(decodePath(text, shape), want, label);
  }
});

test.run();
