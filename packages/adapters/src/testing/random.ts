/** Numbers in [0, below) that a seed decides: xorshift32. */
export type Random = (below: number) => number;

/** A generator for tests: the same seed gives the same numbers. */
export const randomFrom = (seed: number): Random => {
  let state = (seed ^ 0x9e3779b9) >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
};
