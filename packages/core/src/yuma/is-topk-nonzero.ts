import type { Vector } from './sparse-matrix.js';

/** True for the `k` greatest values that are not 0; of equal ones those with the higher uid. */
export const isTopkNonzero = (x: Vector, k: number): readonly boolean[] => {
  const ascending = x.map((value, uid) => ({ value, uid }));
  ascending.sort((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : a.uid - b.uid));
  const top = new Set(ascending.slice(Math.max(0, x.length - k)).map(({ uid }) => uid));
  return x.map((value, uid) => value !== 0n && top.has(uid));
};
