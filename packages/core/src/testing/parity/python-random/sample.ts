import type { Mt19937 } from './mt19937.js';

/** Which way random.sample goes: it swaps in a copy of a small population, and remembers what it took of a great one. */
export interface SampleBranch {
  readonly setsize: number;
  readonly algorithm: 'pool' | 'set';
}

/** The branch of CPython 3.11 for k of n: setsize = 21, and for k > 5 that plus the least power of 4 not below 3k. */
export const sampleBranch = (n: number, k: number): SampleBranch => {
  let power = 1;
  while (power < 3 * k) power *= 4;
  const setsize = k > 5 ? 21 + power : 21;
  return { setsize, algorithm: n <= setsize ? 'pool' : 'set' };
};

/** A number below n: as many bits as n has, drawn again until they are below it. */
const randbelow = (random: Mt19937, n: number): number => {
  const width = n.toString(2).length;
  for (;;) {
    const drawn = random.bits(width);
    if (drawn < n) return drawn;
  }
};

/** random.sample(population, k) of CPython 3.11, in drawn order, for up to 2^32 items. Throws RangeError for k above their number. */
export const pythonSample = <A>(random: Mt19937, population: readonly A[], k: number): A[] => {
  const n = population.length;
  if (k > n || k < 0) throw new RangeError('pythonSample: Sample larger than population or is negative');
  const drawn: number[] = [];
  if (sampleBranch(n, k).algorithm === 'pool') {
    const pool = Array.from({ length: n }, (_, i) => i);
    for (let i = 0; i < k; i += 1) {
      const j = randbelow(random, n - i);
      drawn.push(pool[j] ?? j);
      pool[j] = pool[n - i - 1] ?? j;
    }
  } else {
    const taken = new Set<number>();
    while (taken.size < k) taken.add(randbelow(random, n)); // what was taken already is drawn again
    drawn.push(...taken);
  }
  return drawn.flatMap((i) => population.slice(i, i + 1));
};
