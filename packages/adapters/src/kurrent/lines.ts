import { appendItems, type Mark, type OnDamage, readSteps, startOf } from './checked-stream.js';
import type { Item } from './items.js';
import type { Store } from './store.js';

/** Lines of a stream, and where the next one goes. */
export interface StreamLines {
  readonly lines: readonly string[];
  readonly end: Mark;
}

/** All lines of a stream, byte for byte. */
export const readLines = async (store: Store, stream: string, onDamage?: OnDamage): Promise<StreamLines> => {
  const lines: string[] = [];
  let end = startOf(stream);
  for await (const { item, after } of readSteps(store, stream, end, onDamage)) {
    if (item !== undefined) lines.push(Buffer.from(item.data).toString('utf8'));
    end = after;
  }
  return { lines, end };
};

/** A line as an item. */
export const lineItem = (type: string, line: string): Item => ({ type, data: Buffer.from(line) });

/**
 * Adds the lines that `choose` picks when it knows what is there and how many of them were added; asks it again when somebody else
 * was first.
 */
export const addLines = async (
  store: Store,
  stream: string,
  type: string,
  choose: (known: readonly string[], added: number) => readonly string[],
): Promise<number> => {
  let added = 0;
  for (;;) {
    const { lines, end } = await readLines(store, stream);
    const items = choose(lines, added).map((line) => lineItem(type, line));
    const written = await appendItems(store, stream, end, items);
    added += written.items;
    if (!written.conflict) return added;
  }
};
