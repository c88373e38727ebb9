import { compareText } from '../hash/bytes.js';
import type { Sha256 } from '../hash/host.js';
import { type HashPart, raw32, taggedHash } from '../hash/tagged.js';
import type { Hash32 } from '../ids.js';
import type { Comparator } from './rank.js';

/** Orders by a number or bigint, the lowest first. */
export const ascendingBy =
  <A>(key: (item: A) => number | bigint): Comparator<A> =>
  (a, b) => {
    const [x, y] = [key(a), key(b)];
    if (x === y) return 0;
    return x < y ? -1 : 1;
  };

/** Orders by a number or bigint, the greatest first. */
export const descendingBy = <A>(key: (item: A) => number | bigint): Comparator<A> => {
  const compare = ascendingBy(key);
  return (a, b) => compare(b, a);
};

/**
 * Breaks ties by H("tie/1", seed, parts of the item), ascending: nobody who acts before the seed is known can choose his place, and
 * no name is worth more than another. Each item is hashed once.
 */
export const bySeededHash = <A>(
  sha256: Sha256,
  seed: Hash32,
  partsOf: (item: A) => readonly HashPart[],
): Comparator<A> => {
  const known = new Map<A, string>();
  const hashOf = (item: A): string => {
    const found = known.get(item);
    if (found !== undefined) return found;
    const hash = taggedHash(sha256, 'tie/1', [raw32(seed), ...partsOf(item)]);
    known.set(item, hash);
    return hash;
  };
  return (a, b) => compareText(hashOf(a), hashOf(b));
};
