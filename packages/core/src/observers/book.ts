import type { Account } from '../ids.js';

/** What one observer stated about one subject, and where. */
export interface Observation<V> {
  readonly by: Account;
  readonly block: number;
  /** Line in the segment, from 1. */
  readonly line: number;
  readonly value: V;
}

/** Observations by subject (the natural key without `by`), each list in canonical order. */
export type Book<V> = Map<string, Observation<V>[]>;

/** Adds an observation; facts are folded in canonical order, so lists stay in it. */
export const note = <V>(book: Book<V>, subject: string, observation: Observation<V>): void => {
  const list = book.get(subject);
  if (list === undefined) book.set(subject, [observation]);
  else list.push(observation);
};

/** The first observation of each observer, in canonical order. */
export const firstOfEach = <V>(list: readonly Observation<V>[]): Observation<V>[] => {
  const seen = new Set<Account>();
  return list.filter(({ by }) => !seen.has(by) && seen.add(by) !== undefined);
};

/** The last observation of each observer that `counts`, else the last at all; in no stated order. */
export const lastOfEach = <V>(
  list: readonly Observation<V>[],
  counts: (value: V) => boolean = () => true,
): Observation<V>[] => {
  const last = new Map<Account, Observation<V>>();
  for (const item of list) {
    const former = last.get(item.by);
    if (former === undefined || counts(item.value) || !counts(former.value)) last.set(item.by, item);
  }
  return [...last.values()];
};
