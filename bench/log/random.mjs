import { createHash } from 'node:crypto';

/** Seeded random numbers (sfc32): the same seed gives the same log on every machine. */
export const randomOf = (seed) => {
  const bytes = createHash('sha256').update(seed).digest();
  let [a, b, c, d] = [0, 4, 8, 12].map((at) => bytes.readUInt32LE(at));
  const u32 = () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    return t >>> 0;
  };
  const below = (n) => Math.floor((u32() / 2 ** 32) * n);
  const random = {
    below,
    between: (low, high) => low + below(high - low + 1),
    /** True in `ppm` of a million cases. */
    chance: (ppm) => below(1_000_000) < ppm,
    pick: (items) => items[below(items.length)],
    hex: (digits) => {
      let out = '';
      while (out.length < digits) out += u32().toString(16).padStart(8, '0');
      return out.slice(0, digits);
    },
    /** A subset of `count` items, in the order given. */
    some: (items, count) => {
      let left = count;
      return items.filter((_, at) => below(items.length - at) < left && left-- > 0);
    },
  };
  return random;
};
