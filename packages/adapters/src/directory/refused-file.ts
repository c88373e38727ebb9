import type { Refused } from '../ports.js';
import { appendSynced } from './durable.js';
import { type FileSystem, readFile } from './file-system.js';
import { REFUSED } from './names.js';
import { encodeRefusal } from './refusal.js';
import { isTorn, lostItsEnd, type RefusedTail, readRefusedTail } from './refused-tail.js';

/** What was refused, and why. */
export interface RefusedFile {
  readonly add: (refused: readonly Refused[]) => void;
  readonly read: () => readonly string[];
}

const DAY_CHARACTERS = 10;
const dayOf = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, DAY_CHARACTERS);

/** The file of refused lines. `now` gives the day and nothing else. */
export const openRefused = (fs: FileSystem, now: () => number): RefusedFile => {
  let last: Pick<RefusedTail, 'sum' | 'book'> | undefined;
  const ready = (): Pick<RefusedTail, 'sum' | 'book'> => {
    if (lostItsEnd(readRefusedTail(fs))) appendSynced(fs, REFUSED, Buffer.from('\n'));
    return readRefusedTail(fs);
  };
  const add = (refused: readonly Refused[]): void => {
    last ??= ready();
    const day = dayOf(now());
    let { sum } = last;
    let book = last.book.day === day ? last.book : { day, kept: 0 };
    const lines: string[] = [];
    for (const item of refused) {
      const next = encodeRefusal(item, book, sum);
      lines.push(next.line);
      sum = next.sum;
      book = { day, kept: next.kept };
    }
    if (lines.length === 0) return;
    appendSynced(fs, REFUSED, Buffer.from(`${lines.join('\n')}\n`));
    last = { sum, book };
  };
  const read = (): readonly string[] => {
    const tail = readRefusedTail(fs);
    const bytes = readFile(fs, REFUSED) ?? Buffer.alloc(0);
    return bytes
      .toString('utf8', 0, isTorn(tail) ? tail.end : bytes.length)
      .split('\n')
      .slice(0, -1);
  };
  return { add, read };
};
