import { sha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { raw32, taggedHash, text } from '../hash/tagged.js';
import type { Hash32 } from '../ids.js';
import { rankBy } from './rank.js';
import { ascendingBy, bySeededHash, descendingBy } from './tie.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

const SEED = 'ab'.repeat(32) as Hash32;
const item = (name: string, block: number, points: bigint) => ({ name, block, points });

test('the next rule decides only where the one before does not', () => {
  const items = [item('a', 2, 5n), item('b', 1, 5n), item('c', 1, 9n), item('d', 3, 2n ** 70n)];
  const ranked = rankBy(
    items,
    descendingBy(({ points }) => points),
    ascendingBy(({ block }) => block),
  );
  assert.equal(
    ranked.map(({ name }) => name),
    ['d', 'c', 'b', 'a'],
  );
});

test('two items that nothing separates are a programming error', () => {
  assert.throws(
    () =>
      rankBy(
        [item('a', 1, 1n), item('b', 1, 1n)],
        ascendingBy(({ block }) => block),
      ),
    /compare equal/,
  );
});

test('ties follow the hash, whatever the order of arrival, and each item is hashed once', () => {
  const names = fc.uniqueArray(fc.string({ maxLength: 8, unit: 'grapheme-ascii' }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(names, (drawn) => {
      let hashes = 0;
      const counting = (bytes: Uint8Array): Uint8Array => {
        hashes += 1;
        return sha256(bytes);
      };
      const items = drawn.map((name) => item(name, 1, 1n));
      const compare = bySeededHash(counting, SEED, ({ name }: { readonly name: string }) => [text(name)]);
      const ranked = rankBy(items, compare).map(({ name }) => name);
      const expected = [...drawn]
        .map((name) => [taggedHash(sha256, 'tie/1', [raw32(SEED), text(name)]), name] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, name]) => name);
      assert.equal(ranked, expected);
      assert.ok(hashes <= drawn.length);
    }),
  );
});

test.run();
