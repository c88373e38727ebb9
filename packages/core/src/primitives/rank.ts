/** Compares two items; 0 only for the same item. */
export type Comparator<A> = (a: A, b: A) => number;

/**
 * Items in the order of the first comparator that tells them apart. The order must be total: two items that no comparator
 * separates throw, because then the order of arrival would decide.
 */
export const rankBy = <A>(items: readonly A[], ...comparators: readonly Comparator<A>[]): A[] =>
  [...items].sort((a, b) => {
    for (const compare of comparators) {
      const order = compare(a, b);
      if (order !== 0) return order;
    }
    if (a !== b) throw new Error('rankBy: two items compare equal; add a comparator that separates them');
    return 0;
  });
