import { pureHost } from '../hash/host.js';
import { taggedBytes, text, u64 } from '../hash/tagged.js';

/** Integers that look random and depend on the seed alone. */
export interface Random {
  /** 0..n-1, every one equally likely; 1 <= n <= 2^32. */
  readonly below: (n: number) => number;
  /** low..high, both included. */
  readonly between: (low: number, high: number) => number;
  /** True in about `ppm` of a million calls. */
  readonly chance: (ppm: number) => boolean;
  /** One of the items; there must be one. */
  readonly pick: <A>(items: readonly A[]) => A;
  /** The items in another order. */
  readonly shuffle: <A>(items: readonly A[]) => A[];
}

const WORDS = 0x100000000;

const u32At = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>> 0;

/** A stream of words: SHA-256 of seed and counter. */
const words = (seed: string): (() => number) => {
  let block = new Uint8Array(0);
  let counter = 0;
  let at = 0;
  return () => {
    if (at === block.length) {
      block = Uint8Array.from(taggedBytes(pureHost.sha256, 'testing/1', [text(seed), u64(counter)]));
      counter += 1;
      at = 0;
    }
    at += 4;
    return u32At(block, at - 4);
  };
};

/** Makes a generator. Equal seeds give equal numbers, so a failing test can be repeated. */
export const seededRandom = (seed: string): Random => {
  const next = words(seed);
  const below = (n: number): number => {
    if (!(n >= 1 && n <= WORDS)) throw new RangeError(`seededRandom: expected 1 <= n <= 2^32, got ${n}`);
    const limit = WORDS - (WORDS % n);
    for (;;) {
      const word = next();
      if (word < limit) return word % n;
    }
  };
  const shuffle = <A>(items: readonly A[]): A[] => {
    const out = [...items];
    for (let i = out.length - 1; i > 0; i -= 1) {
      const j = below(i + 1);
      const swapped = out[i] as A;
      out[i] = out[j] as A;
      out[j] = swapped;
    }
    return out;
  };
  return {
    below,
    between: (low, high) => low + below(high - low + 1),
    chance: (ppm) => below(1_000_000) < ppm,
    pick: (items) => items[below(items.length)] as (typeof items)[number],
    shuffle,
  };
};
