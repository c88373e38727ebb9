import * as E from 'fp-ts/lib/Either.js';
import { decodeFact } from '../event/decode.js';
import type { Fact } from '../event/index.js';
import type { Sha256 } from '../hash/host.js';
import { sortCanonical } from '../log/order.js';

/** The first fact that one of two segments has and the other has not. */
export interface SegmentDifference {
  /** Which of the two holds it. */
  readonly in: 'first' | 'second';
  /** Its line in that segment, from 1. */
  readonly line: number;
  readonly fact: Fact;
  /** Facts that only the first, and only the second holds. */
  readonly onlyFirst: number;
  readonly onlySecond: number;
}

/**
 * Walks two segments of one epoch side by side in canonical order and stops at the first fact that one of them lacks.
 * Undefined when they are equal; Left with the number of a line that is no fact.
 */
export const compareSegments = (
  sha256: Sha256,
  first: readonly string[],
  second: readonly string[],
): E.Either<{ readonly in: 'first' | 'second'; readonly line: number }, SegmentDifference | undefined> => {
  let at = 0;
  while (at < first.length && at < second.length && first[at] === second[at]) at += 1;
  const [a, b] = [first[at], second[at]];
  if (a === undefined && b === undefined) return E.right(undefined);
  const firstFact = a === undefined ? undefined : decodeFact(a, sha256);
  const secondFact = b === undefined ? undefined : decodeFact(b, sha256);
  if (firstFact !== undefined && E.isLeft(firstFact)) return E.left({ in: 'first', line: at + 1 });
  if (secondFact !== undefined && E.isLeft(secondFact)) return E.left({ in: 'second', line: at + 1 });
  const facts = [firstFact, secondFact].flatMap((item) => (item === undefined ? [] : [item.right]));
  const [earlier] = sortCanonical(facts);
  if (earlier === undefined) return E.right(undefined);
  const inFirst = new Set(first);
  const inSecond = new Set(second);
  return E.right({
    in: earlier.line === a ? 'first' : 'second',
    line: at + 1,
    fact: earlier.event,
    onlyFirst: first.filter((line) => !inSecond.has(line)).length,
    onlySecond: second.filter((line) => !inFirst.has(line)).length,
  });
};
