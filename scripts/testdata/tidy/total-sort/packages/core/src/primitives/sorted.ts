export const sorted = (list: number[]) => list.sort(); // bad
export const copied = (list: readonly number[]) => list?.toSorted(); // bad
export const hidden = (list: number[]) => list['sort'](); // bad
export const spread = (list: number[]) =>
  [...list].sort(/* by what? */); // bad
export const fine = (list: number[]) => list.sort((a, b) => a - b);
