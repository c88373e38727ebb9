import { FIELDS, HEADER_PATHS } from './fields.js';

/** What a key means at its place: the slot of a value, or the node of an object in which values stand; -1 for neither. */
export interface Known {
  readonly node: number;
  readonly key: readonly number[];
  /** Number of the key over all nodes: marks it as seen. */
  readonly mark: number;
  readonly slot: number;
  readonly child: number;
}

const TABLE_SIZE = 256;
const MASK = TABLE_SIZE - 1;

// Length and three bytes tell the keys of one node apart; the key is compared anyway.
const hashOf = (bytes: Uint8Array, start: number, end: number, node: number): number => {
  const length = end - start;
  const first = bytes[start] ?? 0;
  const last = bytes[end - 1] ?? 0;
  const middle = bytes[start + (length >> 1)] ?? 0;
  return (length * 29 + first * 7 + last * 31 + middle * 3 + node * 53) & MASK;
};

/** The node of the header and the node of a row. */
export const HEADER_NODE = 0;
export const ROW_NODE = 1;

/** Slots of the header, by its path. */
export const HEADER_SLOTS: ReadonlyMap<string, number> = new Map(HEADER_PATHS.map((path, slot) => [path, slot]));

const PATHS = [...new Set(FIELDS.flatMap(({ aliases }) => aliases))];
const slotOf = (path: string): number => HEADER_PATHS.length + PATHS.indexOf(path);

/** Slots of each field, best alias first, in the order of `FIELDS`. */
export const FIELD_SLOTS: readonly (readonly number[])[] = FIELDS.map(({ aliases }) => aliases.map(slotOf));

/** How many slots there are, the header's included. */
export const SLOT_COUNT = HEADER_PATHS.length + PATHS.length;

const build = (): {
  readonly table: readonly (Known | undefined)[];
  readonly marks: number;
  readonly nodes: number;
} => {
  const entries: { node: number; key: string; slot: number; child: number }[] = [];
  let nodes = 2;
  const entryOf = (node: number, key: string) => {
    const found = entries.find((entry) => entry.node === node && entry.key === key);
    if (found !== undefined) return found;
    const entry = { node, key, slot: -1, child: -1 };
    entries.push(entry);
    return entry;
  };
  for (const path of HEADER_PATHS) entryOf(HEADER_NODE, path).slot = HEADER_SLOTS.get(path) ?? -1;
  for (const path of PATHS) {
    const keys = path.split('.');
    let node = ROW_NODE;
    for (const key of keys.slice(0, -1)) {
      const entry = entryOf(node, key);
      if (entry.child < 0) {
        entry.child = nodes;
        nodes += 1;
      }
      node = entry.child;
    }
    entryOf(node, keys[keys.length - 1] ?? '').slot = slotOf(path);
  }
  const table: (Known | undefined)[] = new Array(TABLE_SIZE).fill(undefined);
  entries.forEach(({ node, key, slot, child }, mark) => {
    const bytes = new TextEncoder().encode(key);
    let at = hashOf(bytes, 0, bytes.length, node);
    while (table[at] !== undefined) at = (at + 1) & MASK;
    table[at] = { node, key: [...bytes], mark, slot, child };
  });
  return { table, marks: entries.length, nodes };
};

const { table, marks, nodes } = build();

/** How many known keys there are. */
export const MARK_COUNT = marks;

/** How many nodes there are. */
export const NODE_COUNT = nodes;

/** True when the bytes from `start` on are the known key. */
export const isKeyAt = ({ key }: Known, bytes: Uint8Array, start: number): boolean => {
  for (let i = 0; i < key.length; i += 1) if (key[i] !== bytes[start + i]) return false;
  return true;
};

/** What the key in bytes [start, end) means in an object of that node; undefined when nothing is read there. */
export const findKnown = (bytes: Uint8Array, start: number, end: number, node: number): Known | undefined => {
  for (let at = hashOf(bytes, start, end, node); ; at = (at + 1) & MASK) {
    const known = table[at];
    if (known === undefined) return known;
    if (known.node === node && known.key.length === end - start && isKeyAt(known, bytes, start)) return known;
  }
};
