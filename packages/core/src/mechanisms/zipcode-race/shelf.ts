/**
 * Values by two keys. Two plain keys are looked up several times faster than one glued together from their texts, and
 * that is done for every fact of a log.
 */
export type Shelf<First, V> = Map<First, Map<string, V>>;

/** The values of a first key; made when there are none yet. */
export const shelfOf = <First, V>(shelves: Shelf<First, V>, first: First): Map<string, V> => {
  const known = shelves.get(first);
  if (known !== undefined) return known;
  const made = new Map<string, V>();
  shelves.set(first, made);
  return made;
};
