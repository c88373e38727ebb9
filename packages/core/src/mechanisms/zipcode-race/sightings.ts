import { encodeCanonical } from '../../event/canonical.js';
import type { Json } from '../../event/json.js';
import {
  type Book,
  decideByStake,
  type Electorate,
  firstOfEach,
  lastOfEach,
  type Observation,
} from '../../observers/index.js';

const verdictOf = (value: unknown): string => encodeCanonical(value as Json);

/** The first observation of a subject that stands; `before` leaves out observers who saw it at that block or later. */
const firstStanding = <V>(
  electorate: Electorate,
  list: readonly Observation<V>[],
  before: number,
): Observation<V> | undefined => {
  if (electorate.kind === 'any') return list.find((item) => item.block < before);
  const votes = firstOfEach(list).filter((item) => item.block < before);
  const decision = decideByStake(
    electorate,
    votes.map(({ by, value }) => ({ by, verdict: verdictOf(value) })),
  );
  return votes.find(({ by, value }) => electorate.stakeOf.has(by) && verdictOf(value) === decision?.verdict);
};

/** What observers saw of a subject before a block, as the electorate decides it; undefined when it does not stand. */
export const seenBefore = <V>(
  electorate: Electorate,
  book: Book<V>,
  subject: string,
  block: number,
): Observation<V> | undefined => firstStanding(electorate, book.get(subject) ?? [], block);

/** What observers saw of a subject at any block. */
export const seenAtAll = <V>(electorate: Electorate, list: readonly Observation<V>[]): Observation<V> | undefined =>
  firstStanding(electorate, list, Number.MAX_SAFE_INTEGER);

/** The measure of a subject that stands: the last of each observer counts. */
export const measured = <V>(electorate: Electorate, book: Book<V>, subject: string): Observation<V> | undefined => {
  const list = book.get(subject) ?? [];
  if (electorate.kind === 'any') return list[list.length - 1];
  const votes = lastOfEach(list);
  const decision = decideByStake(
    electorate,
    votes.map(({ by, value }) => ({ by, verdict: verdictOf(value) })),
  );
  return votes.find(({ by, value }) => electorate.stakeOf.has(by) && verdictOf(value) === decision?.verdict);
};
