import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { pureHost } from '../hash/host.js';
import { taggedBytes, u64 } from '../hash/tagged.js';
import { encodeUtf8 } from '../hash/utf8.js';
import { sample } from './sample.js';

const { sha256 } = pureHost;
const seed = sha256(encodeUtf8('a seed'));
const run = { seed: Number(process.env['TEST_SEED'] ?? 1), numRuns: 200 };

/** The definition, word by word, with bigints only. */
const byDefinition = (n: number, k: number): number[] => {
  const items = Array.from({ length: n }, (_, i) => i);
  const words: bigint[] = [];
  let block = 0;
  const next = (): bigint => {
    if (words.length === 0) {
      const bytes = taggedBytes(sha256, 'sample/1', [seed, u64(block)]);
      block += 1;
      for (let at = 0; at < 32; at += 8) {
        words.push(bytes.slice(at, at + 8).reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n));
      }
    }
    return words.shift() ?? 0n;
  };
  for (let i = 0; i < k; i += 1) {
    const m = BigInt(n - i);
    let word = next();
    while (word >= ((1n << 64n) / m) * m) word = next();
    const j = i + Number(word % m);
    [items[i], items[j]] = [items[j] ?? 0, items[i] ?? 0];
  }
  return items.slice(0, k);
};

test('draws what the definition draws', () => {
  const sizes = fc.integer({ min: 0, max: 300 }).chain((n) => fc.tuple(fc.constant(n), fc.integer({ min: 0, max: n })));
  void fc.assert(
    fc.property(sizes, ([n, k]) => assert.equal(sample(sha256, seed, n, k), byDefinition(n, k))),
    run,
  );
});

test('draws distinct numbers of a large range, where remainders need bigints', () => {
  const drawn = sample(sha256, seed, 2 ** 40, 50);
  assert.is(new Set(drawn).size, 50);
  assert.ok(drawn.every((item) => Number.isSafeInteger(item) && item >= 0 && item < 2 ** 40));
});

test('another seed draws others, and drawing everything is a permutation', () => {
  const other = sha256(encodeUtf8('another'));
  assert.not.equal(sample(sha256, seed, 100, 10), sample(sha256, other, 100, 10));
  assert.equal(
    [...sample(sha256, seed, 20, 20)].sort((a, b) => a - b),
    Array.from({ length: 20 }, (_, i) => i),
  );
});

test('refuses more than there is', () => {
  assert.throws(() => sample(sha256, seed, 3, 4), /expected k <= n/);
});

test.run();
