import { sha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Sha256 } from '../hash/host.js';
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

/** The first draw alone, from a range of any size. */
const firstAsWritten = (hash: Sha256, seed: Uint8Array, n: number): number => {
  const m = BigInt(n);
  for (let c = 0; ; c += 1) {
    const block = taggedBytes(hash, 'sample/1', [seed, u64(c)]);
    for (let w = 0; w < 4; w += 1) {
      const word = [...block.slice(8 * w, 8 * w + 8)].reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
      if (word < (2n ** 64n / m) * m) return Number(word % m);
    }
  }
};

test('large ranges, where remainders need bigints, are drawn from exactly', () => {
  const large = fc.oneof(
    fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
    fc.integer({ min: 2 ** 26 - 3, max: 2 ** 26 + 3 }),
    fc.integer({ min: 2 ** 32 - 3, max: 2 ** 32 + 3 }),
  );
  fc.assert(
    fc.property(fc.nat(), large, (seed, n) => {
      assert.equal(sample(sha256, seedOf(seed), n, 1), [firstAsWritten(sha256, seedOf(seed), n)]);
    }),
  );
  assert.is(new Set(sample(sha256, seedOf(7), 2 ** 40, 50)).size, 50);
});

test('a word that would make small remainders likelier is refused and used up', () => {
  // A hash gives words near 2^64 next to never, so here they are made: one block of them, and blocks of ones behind it.
  const bytes = fc.array(fc.constantFrom(0xff, 0xfe, 0x80, 0), { minLength: 32, maxLength: 32 });
  fc.assert(
    fc.property(bytes, fc.integer({ min: 1, max: 2 ** 40 }), (first, n) => {
      const made = (): Sha256 => {
        let isFirst = true;
        return () => {
          const block = isFirst ? Uint8Array.from(first) : new Uint8Array(32).fill(1);
          isFirst = false;
          return block;
        };
      };
      assert.equal(sample(made(), seedOf(1), n, 1), [firstAsWritten(made(), seedOf(1), n)]);
    }),
  );
  const top = new Uint8Array(32).fill(0xff);
  top.set([5, 0, 0, 0, 0, 0, 0, 0], 8);
  assert.equal(
    sample(() => top, seedOf(1), 3, 1),
    [2],
    '2^64-1 is refused, 5 is taken',
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
