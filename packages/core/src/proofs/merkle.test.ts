import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { toHex } from '../hash/bytes.js';
import { encodeUtf8 } from '../hash/utf8.js';
import { merkleLevels, merklePath, pathShape, rootOfPath } from './merkle.js';
import { pureSha3 } from './sha3.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

const leavesOf = (count: number): Uint8Array[] => Array.from({ length: count }, (_, i) => encodeUtf8(`leaf ${i}`));

test('one leaf is its own root; two are hashed; an odd last one moves up unchanged', () => {
  const [a, b, c] = leavesOf(3);
  assert.ok(a !== undefined && b !== undefined && c !== undefined);
  assert.equal(merkleLevels(pureSha3, [a]), [[a]]);
  assert.equal(merkleLevels(pureSha3, [a, b]), [[a, b], [pureSha3([a, b])]]);
  const left = pureSha3([a, b]);
  assert.equal(merkleLevels(pureSha3, [a, b, c]), [[a, b, c], [left, c], [pureSha3([left, c])]]);
});

const place = fc
  .integer({ min: 1, max: 70 })
  .chain((count) => fc.tuple(fc.constant(count), fc.integer({ min: 0, max: count - 1 })));

test('a path leads from its leaf to the root, and has the shape that index and count say', () => {
  fc.assert(
    fc.property(place, ([count, index]) => {
      const leaves = leavesOf(count);
      const levels = merkleLevels(pureSha3, leaves);
      const path = merklePath(levels, index);
      assert.equal(rootOfPath(pureSha3, leaves[index] ?? Uint8Array.of(), path), levels.at(-1)?.[0]);
      const texts = new Set(leaves.map(toHex));
      assert.equal(
        pathShape(index, count),
        path.map(({ side, sibling }) => ({ side, isLeaf: texts.has(toHex(sibling)) })),
      );
    }),
    { numRuns: 500 },
  );
});

test('a leaf that is not there has no path, and a tree without leaves no root', () => {
  const levels = merkleLevels(pureSha3, leavesOf(5));
  for (const index of [-1, 5, 0.5, Number.NaN]) assert.throws(() => merklePath(levels, index), RangeError);
  assert.equal(merkleLevels(pureSha3, []), [[]]);
});

test('no two leaves of a tree have paths of one shape and length', () => {
  for (let count = 1; count <= 40; count += 1) {
    const shapes = new Set(Array.from({ length: count }, (_, i) => JSON.stringify(pathShape(i, count))));
    assert.is(shapes.size, count, `${count} leaves`);
  }
});

test('a path of a great tree is short', () => {
  assert.is(pathShape(0, Number.MAX_SAFE_INTEGER).length, 53);
  assert.is(pathShape(Number.MAX_SAFE_INTEGER - 1, Number.MAX_SAFE_INTEGER).length, 52);
});

test.run();
