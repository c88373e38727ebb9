/**
 * 64-bit ids, each once, in the order in which they were added: a hash table with open addressing over that order. It only
 * grows, so whoever knows how many ids it had at some time still sees exactly those (id-set.ts).
 */
export interface IdTable {
  /** High and low word of each id, in the order of adding. */
  words: Uint32Array;
  /** 1 + position of an id, at the first free place behind its hash; 0 is free. Its length is a power of two. */
  slots: Uint32Array;
  count: number;
  key: HashKey;
}

/** What ids are hashed with. A key that nobody knows when the ids are chosen: then they cannot be made to fall on one place. */
export interface HashKey {
  readonly high: number;
  readonly low: number;
}

const SLOTS_MIN = 16;
/** More steps than this to a free place are no accident (a full table of a million ids takes some 600): the key is known. */
export const STEPS_MAX = 1_024;

/** Ids that fit into so many slots: four of five, so that 100,000 take 2^17. */
const capacityOf = (slots: number): number => Math.floor((slots * 4) / 5);

/** An empty table with room for `count` ids. */
export const tableFor = (key: HashKey, count: number): IdTable => {
  let slots = SLOTS_MIN;
  while (capacityOf(slots) < count) slots *= 2;
  return { words: new Uint32Array(2 * capacityOf(slots)), slots: new Uint32Array(slots), count: 0, key };
};

const hashOf = ({ high: keyHigh, low: keyLow }: HashKey, high: number, low: number): number => {
  let h = Math.imul(low ^ keyLow, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13) ^ high ^ keyHigh, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 16), 0x27d4eb2f);
  return (h ^ (h >>> 15)) >>> 0;
};

/** Position of an id in the table, or -1 - the slot where it would stand. */
export const findId = ({ words, slots, key }: IdTable, high: number, low: number): number => {
  const mask = slots.length - 1;
  for (let slot = hashOf(key, high, low) & mask; ; slot = (slot + 1) & mask) {
    const position = (slots[slot] as number) - 1;
    if (position < 0) return -1 - slot;
    if (words[2 * position + 1] === low && words[2 * position] === high) return position;
  }
};

/** True when an id is among the first `count` of a table. */
export const isAmong = (table: IdTable, count: number, high: number, low: number): boolean => {
  const position = findId(table, high, low);
  return position >= 0 && position < count;
};

const rebuild = (table: IdTable, length: number): void => {
  const { words, key, count } = table;
  const slots = new Uint32Array(length);
  const mask = length - 1;
  for (let position = 0; position < count; position += 1) {
    let slot = hashOf(key, words[2 * position] as number, words[2 * position + 1] as number) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = position + 1;
  }
  table.slots = slots;
};

const grow = (table: IdTable): void => {
  const length = 2 * table.slots.length;
  const words = new Uint32Array(2 * capacityOf(length));
  words.set(table.words);
  table.words = words;
  rebuild(table, length);
};

/** A table of ids that differ: words are high, low, high, low, in the order of adding. */
export const tableOf = (key: HashKey, words: Uint32Array): IdTable => {
  const table = tableFor(key, words.length / 2);
  table.words.set(words);
  table.count = words.length / 2;
  rebuild(table, table.slots.length);
  return table;
};

/**
 * Adds an id that `findId` did not find, where it said. `key` is a fresh one: it replaces the table's when ids crowd, so that ids
 * which were chosen for the old key cost no more than others.
 */
export const addAt = (table: IdTable, notFound: number, key: HashKey, high: number, low: number): void => {
  let slot = -1 - notFound;
  const steps = (slot - hashOf(table.key, high, low)) & (table.slots.length - 1);
  const isCrowded = steps > STEPS_MAX && table.key !== key;
  const isFull = table.count === capacityOf(table.slots.length);
  if (isCrowded) table.key = key;
  if (isFull) grow(table);
  else if (isCrowded) rebuild(table, table.slots.length);
  if (isFull || isCrowded) slot = -1 - findId(table, high, low);
  table.words[2 * table.count] = high;
  table.words[2 * table.count + 1] = low;
  table.count += 1;
  table.slots[slot] = table.count;
};

/** Adds an id; false when it is there. */
export const addId = (table: IdTable, key: HashKey, high: number, low: number): boolean => {
  const found = findId(table, high, low);
  if (found >= 0) return false;
  addAt(table, found, key, high, low);
  return true;
};
