/** Whose history an item must be new to: this identity's, its coldkey's, or everybody's. */
export type DedupeScope = 'identity' | 'coldkey' | 'all';

/** The key of the history that `scope` names; keys of different scopes never meet. */
export const scopeKey = (scope: DedupeScope, identity: string, coldkey: string): string =>
  scope === 'all' ? 'all' : `${scope}/${scope === 'identity' ? identity : coldkey}`;

/** What is asked of a history. A Set is one; whoever keeps millions of ids brings a denser one. */
export interface History<Id> {
  readonly has: (id: Id) => boolean;
  readonly add: (id: Id) => unknown;
}

/** Gives the id under which an item is remembered. */
export type Canonical<Id> = (id: Id) => Id;

/** Ids as they come: what is written differently is different. Right where the codec refuses every second spelling. */
export const exactId: Canonical<string> = (id) => id;

/** Decimal ids without leading zeros: "007" and "7" are one item, and "000" is "0". */
export const unpaddedId: Canonical<string> = (id) => id.replace(/^0+(?=.)/, '');

/**
 * The items that the history does not hold, each once, in the order of first occurrence, at most `limit`; they are added to the
 * history, and the ones beyond the limit are not. Items are compared and remembered by their canonical id.
 */
export const takeNew = <Id>(
  history: History<Id>,
  items: Iterable<Id>,
  canonical: Canonical<Id>,
  limit: number = Number.MAX_SAFE_INTEGER,
): Id[] => {
  const taken: Id[] = [];
  for (const item of items) {
    if (taken.length >= limit) break;
    const id = canonical(item);
    if (history.has(id)) continue;
    history.add(id);
    taken.push(id);
  }
  return taken;
};
