/** The Mersenne Twister as CPython seeds it with an integer (Modules/_randommodule.c). For parity only: nothing of ours draws from it. */
export interface Mt19937 {
  /** The next 32 bits. */
  readonly next: () => number;
  /** The k highest of the next 32 bits, k in 0..32: getrandbits. */
  readonly bits: (k: number) => number;
}

const N = 624;
const M = 397;
const UPPER = 0x80000000;
const LOWER = 0x7fffffff;
const MATRIX = 0x9908b0df;

/** The words of |seed|, lowest first; zero is one word of zero. */
const keyOf = (seed: bigint): number[] => {
  const words: number[] = [];
  for (let rest = seed < 0n ? -seed : seed; rest > 0n; rest >>= 32n) words.push(Number(rest & 0xffffffffn));
  return words.length === 0 ? [0] : words;
};

const initial = (seed: number): Uint32Array => {
  const state = new Uint32Array(N);
  let last = seed;
  state[0] = last;
  for (let i = 1; i < N; i += 1) {
    last = (Math.imul(1_812_433_253, last ^ (last >>> 30)) + i) >>> 0;
    state[i] = last;
  }
  return state;
};

/** init_by_array: two walks over the state that mix the key in. */
const seeded = (key: readonly number[]): Uint32Array => {
  const state = initial(19_650_218);
  let i = 1;
  const step = (factor: number, added: number): void => {
    const before = state[i - 1] ?? 0;
    state[i] = ((state[i] ?? 0) ^ Math.imul(before ^ (before >>> 30), factor)) + added;
    i += 1;
    if (i === N) {
      state[0] = state[N - 1] ?? 0;
      i = 1;
    }
  };
  for (let k = 0; k < Math.max(N, key.length); k += 1) step(1_664_525, (key[k % key.length] ?? 0) + (k % key.length));
  for (let k = 1; k < N; k += 1) step(1_566_083_941, -i);
  state[0] = UPPER;
  return state;
};

const refill = (state: Uint32Array): void => {
  for (let i = 0; i < N; i += 1) {
    const mixed = ((state[i] ?? 0) & UPPER) | ((state[(i + 1) % N] ?? 0) & LOWER);
    state[i] = (state[(i + M) % N] ?? 0) ^ (mixed >>> 1) ^ (mixed & 1 ? MATRIX : 0);
  }
};

/** random.Random(seed) of CPython for an integer seed of any size; the sign is ignored. */
export const mt19937 = (seed: bigint): Mt19937 => {
  const state = seeded(keyOf(seed));
  let at = N;
  const next = (): number => {
    if (at === N) {
      refill(state);
      at = 0;
    }
    let word = state[at] ?? 0;
    at += 1;
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    return (word ^ (word >>> 18)) >>> 0;
  };
  return { next, bits: (k) => (k === 0 ? 0 : next() >>> (32 - k)) };
};
