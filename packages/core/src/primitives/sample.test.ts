import { sha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { taggedBytes, u64 } from '../hash/tagged.js';
import { sample } from './sample.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

const seedOf = (n: number): Uint8Array => taggedBytes(sha256, 'test', [u64(n)]);

/** The rule as it is written down, with bigints and a whole array, and no shortcut. */
const asWritten = (seed: Uint8Array, n: number, k: number): number[] => {
  const words: bigint[] = [];
  const word = (at: number): bigint => {
    while (words.length <= at) {
      const block = taggedBytes(sha256, 'sample/1', [seed, u64(words.length / 4)]);
      for (let w = 0; w < 4; w += 1) {
        words.push([...block.slice(8 * w, 8 * w + 8)].reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n));
      }
    }
    return words[at] ?? 0n;
  };
  const items = Array.from({ length: n }, (_, i) => i);
  for (let i = 0, at = 0; i < k; i += 1) {
    const m = BigInt(n - i);
    while (word(at) >= (2n ** 64n / m) * m) at += 1;
    const j = i + Number(word(at) % m);
    at += 1;
    const [a = 0, b = 0] = [items[i], items[j]];
    items[i] = b;
    items[j] = a;
  }
  return items.slice(0, k);
};

test('it draws what the rule says', () => {
  const size = fc.integer({ min: 0, max: 400 }).chain((n) => fc.tuple(fc.constant(n), fc.integer({ min: 0, max: n })));
  fc.assert(
    fc.property(fc.nat(), size, (seed, [n, k]) => {
      assert.equal(sample(sha256, seedOf(seed), n, k), asWritten(seedOf(seed), n, k));
    }),
  );
});

test('of the same seed a longer sample begins with the shorter one', () => {
  const whole = sample(sha256, seedOf(5), 100, 100);
  assert.equal(sample(sha256, seedOf(5), 100, 10), whole.slice(0, 10));
  assert.equal(
    [...whole].sort((a, b) => a - b),
    Array.from({ length: 100 }, (_, i) => i),
  );
});

test('every number is drawn about equally often', () => {
  const counts = new Array<number>(10).fill(0);
  for (let seed = 0; seed < 2_000; seed += 1) {
    for (const drawn of sample(sha256, seedOf(seed), 10, 3)) counts[drawn] = (counts[drawn] ?? 0) + 1;
  }
  for (const count of counts) assert.ok(count > 500 && count < 700, `${counts}`); // 600 expected, five deviations are 100
});

test('more than there is cannot be drawn', () => {
  assert.throws(() => sample(sha256, seedOf(1), 3, 4), RangeError);
  assert.equal(sample(sha256, seedOf(1), 0, 0), []);
});

test.run();
