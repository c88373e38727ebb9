import { addAt, findId, type HashKey, type IdTable, isAmong, tableFor, tableOf } from './id-table.js';

/** The first `count` ids of a table; what was added behind them is invisible. */
export interface Layer {
  readonly table: IdTable;
  readonly count: number;
}

/**
 * A set of ids as one state sees it: a layer, and maybe a small one on top.
 *
 * Ownership. States that follow each other share one table: who sees all of a table adds behind it in place, and the former
 * state, which counts to where it ended, never changes. Who adds to an older state (a preview came first, or the same epoch is
 * closed again) gets a layer of its own on top, and copies at most that. So closing an epoch copies no history, whoever holds what.
 */
export interface IdSet {
  readonly lower: Layer;
  readonly upper: Layer | undefined;
}

/** A set while ids are added to it; the set that it came from stays as it was. */
export interface IdSetDraft {
  readonly count: () => number;
  readonly has: (high: number, low: number) => boolean;
  /** Adds the id that `has` was last asked for, and answered no. */
  readonly add: (high: number, low: number) => void;
  readonly close: () => IdSet;
}

/** An upper layer of more than 1/8 of the lower one is merged with it. */
const LAYERS = 8;

const wordsOf = ({ table, count }: Layer): Uint32Array => table.words.subarray(0, 2 * count);
const isWhole = ({ table, count }: Layer): boolean => table.count === count;

/** A set without ids. */
export const emptySet = (key: HashKey): IdSet => ({ lower: { table: tableFor(key, 0), count: 0 }, upper: undefined });

/** A set of ids that differ, in the order in which they were added: words are high, low, high, low. */
export const setOfWords = (key: HashKey, words: Uint32Array): IdSet => {
  const table = tableOf(key, words);
  return { lower: { table, count: table.count }, upper: undefined };
};

/** How many ids a set holds. */
export const sizeOf = ({ lower, upper }: IdSet): number => lower.count + (upper?.count ?? 0);

/** The ids of a set in the order in which they were added. */
export const wordsOfSet = ({ lower, upper }: IdSet): readonly Uint32Array[] =>
  upper === undefined ? [wordsOf(lower)] : [wordsOf(lower), wordsOf(upper)];

/** True when a set holds an id. */
export const hasId = ({ lower, upper }: IdSet, high: number, low: number): boolean =>
  isAmong(lower.table, lower.count, high, low) || (upper !== undefined && isAmong(upper.table, upper.count, high, low));

const merge = (key: HashKey, lower: Layer, upper: Layer): IdTable => {
  const words = new Uint32Array(2 * (lower.count + upper.count));
  words.set(wordsOf(lower));
  words.set(wordsOf(upper), 2 * lower.count);
  return tableOf(key, words);
};

/** The table that is added to, and the layer below it. */
const topOf = ({ lower, upper }: IdSet, key: HashKey): { readonly top: IdTable; readonly below: Layer | undefined } => {
  if (upper === undefined) {
    return isWhole(lower) ? { top: lower.table, below: undefined } : { top: tableFor(key, 0), below: lower };
  }
  if (upper.count * LAYERS > lower.count) return { top: merge(key, lower, upper), below: undefined };
  return { top: isWhole(upper) ? upper.table : tableOf(key, wordsOf(upper)), below: lower };
};

/** Opens a set to add ids. `key` is one that nobody knew when they were chosen. */
export const openSet = (set: IdSet, key: HashKey): IdSetDraft => {
  const { top, below } = topOf(set, key);
  let found = 0;
  return {
    count: () => top.count + (below?.count ?? 0),
    has: (high, low) => {
      found = findId(top, high, low);
      return found >= 0 || (below !== undefined && isAmong(below.table, below.count, high, low));
    },
    add: (high, low) => addAt(top, found, key, high, low),
    close: () => {
      const layer = { table: top, count: top.count };
      return below === undefined ? { lower: layer, upper: undefined } : { lower: below, upper: layer };
    },
  };
};
