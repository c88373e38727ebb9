import { u32At } from '../hash/bytes.js';
import type { Sha256 } from '../hash/host.js';
import { taggedBytes, u64 } from '../hash/tagged.js';

const TWO_32 = 0x100000000;
const TWO_64 = 1n << 64n;
const U32_MAX = 0xffffffff;
// Below this, (m-1)*(m-1) + 2^32 stays a safe integer, so the remainder needs no bigint.
const FAST_BELOW = 1 << 26;

/** The word hi*2^32 + lo modulo m, or undefined when the word is refused so that every remainder is equally likely. */
const remainder = (hi: number, lo: number, m: number): number | undefined => {
  if (m < FAST_BELOW && hi !== U32_MAX) return ((hi % m) * (TWO_32 % m) + (lo % m)) % m;
  const word = BigInt(hi) * BigInt(TWO_32) + BigInt(lo);
  const modulus = BigInt(m);
  return word < (TWO_64 / modulus) * modulus ? Number(word % modulus) : undefined;
};

/**
 * `k` distinct numbers of 0..n-1 in drawn order: a partial Fisher-Yates shuffle driven by SHA-256 blocks
 * H("sample/1", seed, 0), H("sample/1", seed, 1), ... of four u64 words each (docs/determinism.md, "Sampling").
 * `seed` is 32 bytes; k <= n. Anyone who knows the seed draws the same; nobody who does not can steer it.
 */
export const sample = (sha256: Sha256, seed: Uint8Array, n: number, k: number): number[] => {
  if (k > n) throw new RangeError(`sample: expected k <= n, got k ${k}, n ${n}`);
  let block: Uint8Array = new Uint8Array(0);
  let blocks = 0;
  let at = 0;
  const draw = (m: number): number => {
    for (;;) {
      if (at === block.length) {
        block = taggedBytes(sha256, 'sample/1', [seed, u64(blocks)]);
        blocks += 1;
        at = 0;
      }
      const found = remainder(u32At(block, at + 4), u32At(block, at), m);
      at += 8;
      if (found !== undefined) return found;
    }
  };
  const moved = new Map<number, number>();
  const drawn: number[] = [];
  for (let i = 0; i < k; i += 1) {
    const j = i + draw(n - i);
    drawn.push(moved.get(j) ?? j);
    moved.set(j, moved.get(i) ?? i);
  }
  return drawn;
};
