/** A small generator of repeatable numbers: the same seed, the same run. */
export const randomOf = (seed: number): ((below: number) => number) => {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  return (below) => {
    // xorshift32: good enough to shuffle a test.
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % below;
  };
};

/** The seed of this run. */
export const testSeed = (): number => Number(process.env['TEST_SEED'] ?? '20260101');

/** The items in another order. */
export const shuffled = <A>(items: readonly A[], random: (below: number) => number): A[] => {
  const out = [...items];
  for (let i = out.length - 1; i > 0; i -= 1) {
    const j = random(i + 1);
    const [a, b] = [out[i], out[j]];
    if (a === undefined || b === undefined) continue;
    out[i] = b;
    out[j] = a;
  }
  return out;
};
