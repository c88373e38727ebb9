import { decodeChecked } from '../directory/checked-line.js';
import { type DayBook, encodeRefusal } from '../directory/refusal.js';
import type { Refused } from '../ports.js';
import { appendItems, type Mark, startOf } from './checked-stream.js';
import { lineItem, readLines } from './lines.js';
import type { Store } from './store.js';

/** Where the next refused line goes, and what was kept on the last day. */
interface Tail {
  readonly end: Mark;
  readonly sum: string;
  readonly book: DayBook;
}

const tailOf = (end: Mark, line: string | undefined): Tail => {
  const read = line === undefined ? undefined : decodeChecked(line);
  const book = { day: String(read?.fields['day'] ?? ''), kept: Number(read?.fields['kept'] ?? 0) };
  return { end, sum: read?.sum ?? '', book };
};

// The last event is enough, unless it is the end of a line in several.
const readTail = async (store: Store, stream: string): Promise<Tail> => {
  const last = await store.readLast(stream);
  if (last === undefined) return tailOf(startOf(stream), undefined);
  if (last.type === 'refused')
    return tailOf({ count: last.revision + 1, id: last.id }, Buffer.from(last.data).toString('utf8'));
  const { lines, end } = await readLines(store, stream);
  return tailOf(end, lines[lines.length - 1]);
};

const DAY_CHARACTERS = 10;

/** Keeps what was refused, in the form of refused.ndjson. `now` (milliseconds since 1970) gives the day and nothing else. */
export const addRefused = async (
  store: Store,
  stream: string,
  refused: readonly Refused[],
  now: () => number,
): Promise<void> => {
  let left = refused;
  while (left.length > 0) {
    const tail = await readTail(store, stream);
    const day = new Date(now()).toISOString().slice(0, DAY_CHARACTERS);
    let { sum } = tail;
    let book = tail.book.day === day ? tail.book : { day, kept: 0 };
    const items = left.map((item) => {
      const next = encodeRefusal(item, book, sum);
      sum = next.sum;
      book = { day, kept: next.kept };
      return lineItem('refused', next.line);
    });
    left = left.slice((await appendItems(store, stream, tail.end, items)).items);
  }
};
